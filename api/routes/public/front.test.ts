import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { frontRoute } from './front.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const linksOf = (answer: unknown) => z.object({ links: z.record(z.string(), z.string()) }).parse(answer).links;

function ask(accept: string, places = { showSandbox: true, showDemo: true }) {
  const routes = new Hono();
  frontRoute(routes, places);
  return routes.request('/', { headers: { accept } });
}

test('a browser at the bare address gets a page that leads to everything that is there', async () => {
  const page = await ask(browser);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  const text = await page.text();
  for (const path of ['/demo/shop', '/outbox', '/docs', '/openapi.json']) expect(text).toContain(`href="${path}"`);
});

test.for(['*/*', 'application/json', 'text/plain'])(
  'a client that asks for %s gets the links in JSON',
  async (accept) => {
    const answer = await ask(accept);
    expect(answer.status).toBe(200);
    expect(Object.values(linksOf(await answer.json()))).toEqual([
      '/demo/shop',
      '/demo',
      '/outbox',
      '/docs',
      '/openapi.json',
    ]);
  },
);

test('what is not served is not offered', async () => {
  const answer = await ask('*/*', { showSandbox: false, showDemo: false });
  expect(Object.values(linksOf(await answer.json()))).toEqual(['/docs', '/openapi.json']);
});
