import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchPage } from './fetch-page.ts';

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const fetchHere = (url: string) => fetchPage(new URL(url), { allowLoopback: true });

test('a page comes with each of its content policies, from where its redirects end', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/') return response.writeHead(302, { location: '/shop' }).end();
    return response
      .setHeader('content-security-policy', ["script-src 'self'", 'img-src *'])
      .writeHead(200, html)
      .end('<h1>Lamps</h1>');
  });
  expect(await fetchHere(`${url}/`)).toEqual({
    kind: 'page',
    url: `${url}/shop`,
    contentPolicies: ["script-src 'self'", 'img-src *'],
    html: '<h1>Lamps</h1>',
  });
});

test('an address inside a network is not asked, by itself or by a redirect', async () => {
  for (const address of [
    'http://127.0.0.1/',
    'https://169.254.169.254/',
    'https://shop.internal/',
    'ftp://shop.example/',
  ])
    expect(await fetchPage(new URL(address), { allowLoopback: false }), address).toMatchObject({
      problem: 'forbidden_address',
    });
  expect(await fetchPage(new URL('https://shop.example:8443/'), { allowLoopback: false })).toMatchObject({
    problem: 'forbidden_address',
  });
  const url = await serve((_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
  expect(await fetchHere(url)).toMatchObject({ problem: 'forbidden_address' });
});

test('a page that refuses, is none, leads in circles or is not there says so', async () => {
  const url = await serve((request, response) => {
    switch (request.url) {
      case '/password':
        return response.writeHead(401, html).end('<form>');
      case '/picture':
        return response.writeHead(200, { 'content-type': 'image/png' }).end('x');
      default:
        return response.writeHead(301, { location: '/again' }).end();
    }
  });
  expect(await fetchHere(`${url}/password`)).toEqual({ kind: 'failed', problem: 'refused', status: 401 });
  expect(await fetchHere(`${url}/picture`)).toMatchObject({ problem: 'not_html' });
  expect(await fetchHere(`${url}/again`)).toMatchObject({ problem: 'too_many_redirects' });
  expect(await fetchHere('http://127.0.0.1:1/')).toMatchObject({ problem: 'unreachable' });
});

test('of a page without an end the beginning is read', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, html);
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  });
  const page = await fetchHere(url);
  expect(page.kind === 'page' && page.html.length).toBe(2 * 1024 * 1024);
});
