import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import createClient from 'openapi-fetch';
import { test as base, describe, expect } from 'vitest';
import type { paths } from '../../api/client.ts';
import { BrokenDownload, download, type Progress } from './download.ts';
import type { ExportBody } from './export-request.ts';

const body: ExportBody = {
  ...{ what: 'rows', metric: 'messages', timeRange: { from: '2026-11-01', to: '2026-11-30' } },
  format: 'csv',
};
const lines = ['\uFEFF"id"\r\n', '"1"\r\n', '"2"\r\n'];
const headers = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="messages-rows-2.csv"',
  'x-export-rows': '2',
};

/** A server that answers as told. */
const test = base.extend('ask', ({}, { onCleanup }) => async (answer: (response: ServerResponse) => void) => {
  const server = createServer((request, response) => void request.resume().on('end', () => answer(response)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onCleanup(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const api = createClient<paths>({ baseUrl: `http://127.0.0.1:${port}` });
  const seen: Progress[] = [];
  const leaving = new AbortController();
  const signal = leaving.signal;
  return { leaving, seen, file: download(api, body, { signal, onProgress: (progress) => seen.push(progress) }) };
});

describe('a download', () => {
  test('that is whole is given with its name, and told as it grows', async ({ ask }) => {
    const { seen, file } = await ask((response) => response.writeHead(200, headers).end(lines.join('')));
    const got = await file;
    expect([`\uFEFF${await got.file.text()}`, got.fileName, got.rows]).toEqual([
      ...[lines.join(''), 'messages-rows-2.csv', 2],
    ]);
    expect(got.file.size).toBe(Buffer.byteLength(lines.join('')));
    expect(seen[0]).toEqual({ received: 0, total: 2 });
  });

  test('whose connection ends before the file is no file', async ({ ask }) => {
    const { file } = await ask((response) => {
      response.writeHead(200, headers).write(lines.slice(0, 2).join(''), () => response.destroy());
    });
    await expect(file).rejects.toThrow(BrokenDownload);
  });

  test.for([
    [lines.slice(0, 2).join(''), headers],
    [lines.join(''), { ...headers, 'x-export-rows': '3' }],
    [lines.join(''), { ...headers, 'x-export-rows': 'many' }],
    ['', headers],
  ] as const)('that ends well with other rows than were told is no file: %j', async ([text, told], { ask }) => {
    const { file } = await ask((response) => response.writeHead(200, told).end(text));
    await expect(file).rejects.toThrow(BrokenDownload);
  });

  test('that is refused says why', async ({ ask }) => {
    const error = { code: 'invalid', message: 'names 5 rows', requestId: 'r', details: { rows: 5, rowsMax: 4 } };
    const { file } = await ask((response) =>
      response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ error })),
    );
    await expect(file).rejects.toMatchObject({ status: 422, details: { rows: 5, rowsMax: 4 } });
  });

  test('that is cancelled ends', async ({ ask }) => {
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const { leaving, file } = await ask((response) => {
      response.writeHead(200, headers).write(lines[0], () => resolve());
    });
    await begun;
    leaving.abort();
    await expect(file).rejects.toMatchObject({ name: 'AbortError' });
  });
});
