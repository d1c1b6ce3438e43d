import { request } from 'node:http';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { listen } from './listen.ts';

const host = '127.0.0.1';

/** An app whose one answer waits until the test lets it go. */
function slowApp() {
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const app = new Hono().get('/', async (c) => {
    started.resolve();
    await release.promise;
    return c.text('finished');
  });
  return { fetch: app.fetch, started: started.promise, release: release.resolve };
}

describe('a listening server', () => {
  test('says in one sentence that its port is taken, and what to do', async () => {
    const { fetch, ...rest } = slowApp();
    const first = await listen({ fetch, host, port: 0 });
    await expect(listen({ fetch, host, port: first.port })).rejects.toThrow(
      `Port ${first.port} is taken by another program: stop it, or choose another port, e.g. PORT=${first.port + 1}.`,
    );
    rest.release();
    await first.stop(0);
  });

  test('says that an address is not its own', async () => {
    const { fetch } = slowApp();
    await expect(listen({ fetch, host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'This machine has no address "192.0.2.1"',
    );
  });

  test('finishes the request in progress before it is stopped, and takes no new one', async () => {
    const { fetch: app, started, release } = slowApp();
    const server = await listen({ fetch: app, host, port: 0 });
    const url = `http://${host}:${server.port}/`;
    const inProgress = fetch(url);
    await started;
    const stopped = server.stop(10_000);
    await expect(fetch(url)).rejects.toThrow();
    release();
    expect(await (await inProgress).text()).toBe('finished');
    await stopped;
  });

  test('cuts what is still in progress when the time to drain is over', async () => {
    const { fetch: app, started, release } = slowApp();
    const server = await listen({ fetch: app, host, port: 0 });
    const cut = expect(fetch(`http://${host}:${server.port}/`)).rejects.toThrow();
    await started;
    await server.stop(1);
    await cut;
    release();
  });

  test('answers a wish for another protocol than WebSocket like any request', async () => {
    const server = await listen({ fetch: () => new Response('plain'), host, port: 0 });
    const status = await new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' };
      request({ host, port: server.port, headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    await server.stop(0);
  });
});
