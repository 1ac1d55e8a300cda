import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hostOf, status } from './host.fixture.ts';
import { open } from './transfer.ts';

const options = { headers: {}, signal: new AbortController().signal, idle: 1000 };

describe('a request', () => {
  test('gives the bytes as they are packed, even where the host marks them as gzip', async () => {
    const packed = Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]);
    const { host } = await hostOf(packed, (_, response, file) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(file);
    });
    const answer = await open(host.url, options);
    expect(await buffer(answer)).toEqual(packed);
  });

  test('takes its way out through the proxy that the environment names', async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.close();
      vi.unstubAllEnvs();
    });
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv('NO_PROXY', '');
    await expect(open('https://archive.invalid/file', options)).rejects.toMatchObject({
      name: 'DownloadFault',
    });
    expect(asked).toEqual(['archive.invalid:443']);
  });

  test('ends with the reason of its signal', async () => {
    const { host } = await hostOf(Buffer.alloc(0), () => undefined);
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 20);
    await expect(open(host.url, { ...options, signal: controller.signal })).rejects.toBe(reason);
  });

  test('takes five redirects and no more', async () => {
    const chain = async (hops: number): Promise<string> => {
      let url = (await hostOf(Buffer.alloc(0), status(200))).host.url;
      for (let hop = 0; hop < hops; hop++)
        url = (await hostOf(Buffer.alloc(0), status(308, { Location: url }))).host.url;
      return url;
    };
    const answer = await open(await chain(5), options);
    expect(answer.statusCode).toBe(200);
    answer.destroy();
    await expect(open(await chain(6), options)).rejects.toThrow('at most 5 redirects');
  });
});
