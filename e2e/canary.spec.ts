/** The guard itself must turn red: each of its alarms is set off once, in a page that does what no page may. */
import { expect, test } from './fixtures.ts';

const harm: Readonly<Record<string, { readonly script: string; readonly alarm: RegExp }>> = {
  'a console error': { script: 'console.error("broken")', alarm: /console error: broken/ },
  'a console warning': { script: 'console.warn("odd")', alarm: /console warning: odd/ },
  'an uncaught error': {
    script: 'setTimeout(() => { throw new Error("loose") })',
    alarm: /uncaught: Error: loose/,
  },
  'an unhandled rejection': {
    script: 'void Promise.reject(new Error("dropped"))',
    alarm: /uncaught: Error: dropped/,
  },
  'a request to another origin': {
    script: 'void fetch("https://example.org/x").catch(() => {})',
    alarm: /another origin: https:\/\/example\.org\/x/,
  },
  'a picture from another origin': {
    script: 'new Image().src = "https://example.org/y.png"',
    alarm: /another origin: https:\/\/example\.org\/y\.png/,
  },
  'a request to another origin from a worker': {
    script:
      'new Worker(URL.createObjectURL(new Blob(["fetch(`https://example.org/z`).catch(() => {})"])))',
    alarm: /another origin: https:\/\/example\.org\/z/,
  },
  'an error in a worker': {
    script:
      'new Worker(URL.createObjectURL(new Blob(["throw new Error(`lost worker`)"]))).onerror = () => {}',
    alarm: /lost worker/,
  },
  'a file that is not there': {
    script: 'void fetch("no-such-file.bin")',
    alarm: /status 404: .*no-such-file\.bin/,
  },
  'a request that sends something': {
    script: 'void fetch("./", { method: "POST", body: "x" })',
    alarm: /POST http/,
  },
  'a beacon': {
    script: 'navigator.sendBeacon("https://example.org/b", "x")',
    alarm: /example\.org\/b/,
  },
  'a broken content policy': {
    script: `const policy = document.createElement('meta');
      policy.httpEquiv = 'Content-Security-Policy';
      policy.content = "img-src 'none'";
      document.head.append(policy);
      new Image().src = 'refused.png'`,
    alarm: /content policy: img-src refused/,
  },
  'a web socket': {
    script: 'new WebSocket("wss://example.org/").onerror = () => {}',
    alarm: /web socket to wss:\/\/example\.org/,
  },
};

for (const [name, { script, alarm }] of Object.entries(harm))
  test(`the guard sees ${name}`, async ({ page, guard }) => {
    await page.goto('404.html');
    guard.allow(alarm);
    // What one deed sets off besides is another alarm's business.
    guard.allowBesides(/example\.org|no-such-file|405|404|lost worker|WebSocket|POST|refused|csp/);
    await page.evaluate(script);
    await expect.poll(() => guard.outstanding()).toEqual([]);
  });

test('the guard fails a test for what it saw', async ({ page, guard }) => {
  await page.goto('404.html');
  guard.allow(/first/);
  guard.note('console error: second');
  expect(() => {
    guard.conclude();
  }).toThrow();
  guard.forgive();
});
