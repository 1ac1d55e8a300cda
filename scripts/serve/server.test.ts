import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../data/folder.fixture.ts';
import { serve, type ServeOptions } from './server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Not `fetch`: that tidies paths up before it sends them. */
function ask(url: string, path: string, method = 'GET', headers = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    });
    request.once('error', reject);
    request.end();
  });
}

async function site(options: Partial<ServeOptions> = {}) {
  const folder = freshFolder();
  const root = join(folder, 'dist');
  await mkdir(join(root, 'training'), { recursive: true });
  await mkdir(join(root, '_astro'));
  await mkdir(join(root, 'data'));
  await writeFile(join(folder, 'secret.txt'), 'SECRET');
  await writeFile(join(root, '.hidden'), 'SECRET');
  await symlink(join(folder, 'secret.txt'), join(root, 'out.txt'));
  await writeFile(join(root, 'index.html'), '<p>home');
  await writeFile(join(root, 'training', 'index.html'), '<p>training');
  await writeFile(join(root, '404.html'), '<p>not here');
  for (const name of ['a b.js', 'm.mjs', 'k.wasm', 's.svg', 'p.webp', 'w.webmanifest', 'x.unknown'])
    await writeFile(join(root, name), name);
  await writeFile(join(root, '_astro', 'page.Bx1.js'), 'js');
  await writeFile(join(root, 'data', 'training-00-0123456789ab.bin'), 'bin');
  const served = await serve({ root, port: 0, ...options });
  onTestFinished(() => served.close());
  return { root, ...served };
}

describe('the static server', () => {
  test('serves pages by folder, and sends addresses without a slash to the one with it', async () => {
    const { url } = await site();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await ask(url, '/')).toMatchObject({ status: 200, body: '<p>home' });
    expect(await ask(url, '/training/')).toMatchObject({ status: 200, body: '<p>training' });
    const moved = await ask(url, '/training?seed=3');
    expect(moved.status).toBe(301);
    expect(moved.headers.location).toBe('/training/?seed=3');
  });

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/a%20b.js', 'text/javascript; charset=utf-8'],
    ['/m.mjs', 'text/javascript; charset=utf-8'],
    ['/k.wasm', 'application/wasm'],
    ['/s.svg', 'image/svg+xml; charset=utf-8'],
    ['/p.webp', 'image/webp'],
    ['/w.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/data/training-00-0123456789ab.bin', 'application/octet-stream'],
    ['/x.unknown', 'application/octet-stream'],
  ])('says what %s is', async (path, type) => {
    const { url } = await site();
    const { status, headers } = await ask(url, path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });

  test('packs text for who can unpack it, and pictures for nobody', async () => {
    const { url, root } = await site();
    await writeFile(join(root, 'long.svg'), '<svg>'.repeat(5000));
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    const plain = await ask(url, '/long.svg');
    expect(plain.headers).toMatchObject({ 'content-length': '25000', vary: 'Accept-Encoding' });
    const packed = await ask(url, '/long.svg', 'GET', headers);
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(packed.body.length).toBeLessThan(1000);
    const fetched = await fetch(new URL('/long.svg', url), { headers });
    expect(await fetched.text()).toBe('<svg>'.repeat(5000));
    expect((await ask(url, '/p.webp', 'GET', headers)).headers['content-encoding']).toBeUndefined();
  });

  test('lets names with a hash in them be kept for good, and has the others asked for again', async () => {
    const { url } = await site();
    for (const path of ['/_astro/page.Bx1.js', '/data/training-00-0123456789ab.bin'])
      expect((await ask(url, path)).headers['cache-control']).toContain('immutable');
    const { headers } = await ask(url, '/');
    expect(headers['cache-control']).toBe('no-cache');
    const again = await ask(url, '/', 'GET', { 'If-None-Match': headers.etag });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  test('has the site’s own page for what is not there, or a sentence', async () => {
    const { url } = await site();
    expect(await ask(url, '/none/')).toMatchObject({ status: 404, body: '<p>not here' });
    expect((await ask(url, '/a%20b.js/')).status).toBe(404);
    const bare = await serve({ root: freshFolder(), port: 0 });
    onTestFinished(() => bare.close());
    expect((await ask(bare.url, '/')).body).toBe('There is no page at this address.\n');
  });

  test.each([
    '/../secret.txt',
    '/training/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%5csecret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/.hidden',
    '/out.txt',
    '/%00',
    '/%zz',
    '/index.html%00.js',
    'http://example.org/',
  ])('gives nothing away for %s', async (path) => {
    const { url } = await site();
    const { status, body } = await ask(url, path);
    expect(status).toBe(404);
    expect(body).not.toContain('SECRET');
  });

  test('stays inside its folder for any path', async () => {
    const { url } = await site();
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2F',
      '\\',
      '%5c',
      'secret.txt',
      'training',
      'out.txt',
      '',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const { status, body, headers } = await ask(url, `/${pieces.join('/')}`);
        expect(body).not.toContain('SECRET');
        expect([200, 301, 404]).toContain(status);
        // A redirect never leads to another host.
        if (status === 301) expect(headers.location).toMatch(/^\/(?!\/)/);
      }),
      { numRuns: 150 },
    );
  });

  test('lives under a base path, and nowhere else', async () => {
    const { url } = await site({ base: '/three-blocks' });
    expect(url.endsWith('/three-blocks/')).toBe(true);
    expect((await ask(url, '/three-blocks/')).body).toBe('<p>home');
    expect((await ask(url, '/three-blocks')).headers.location).toBe('/three-blocks/');
    expect((await ask(url, '/three-blocks/training')).headers.location).toBe(
      '/three-blocks/training/',
    );
    for (const path of ['/', '/training/', '/three-blocks-too/'])
      expect((await ask(url, path)).status).toBe(404);
  });

  test('answers HEAD without a body and refuses to be written to', async () => {
    const { url } = await site();
    const head = await ask(url, '/', 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('7');
    expect((await ask(url, '/none', 'HEAD')).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect(await ask(url, '/', method)).toMatchObject({ status: 405 });
  });

  test('isolates the page only where told to', async () => {
    const plain = await site();
    expect((await ask(plain.url, '/')).headers['cross-origin-opener-policy']).toBeUndefined();
    const isolated = await site({ isolated: true });
    for (const path of ['/', '/k.wasm', '/none'])
      expect((await ask(isolated.url, path)).headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
  });

  test('tells of each request', async () => {
    const seen: string[] = [];
    const { url } = await site({ onRequest: (method, path) => seen.push(`${method} ${path}`) });
    await ask(url, '/training/?x=1');
    await ask(url, '/none', 'HEAD');
    expect(seen).toEqual(['GET /training/', 'HEAD /none']);
  });

  test('takes the next port where one is taken', async () => {
    const first = await site();
    const port = Number(new URL(first.url).port);
    const second = await site({ port });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  });

  test('closes at once, even with a connection left open', async () => {
    const { url, close } = await site();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.once('error', () => undefined);
    await close();
    await expect(ask(url, '/')).rejects.toThrow();
    socket.destroy();
  });
});
