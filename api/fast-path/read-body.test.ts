import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

const read = (chunks: readonly Buffer[]) =>
  new Promise<string>((resolve) => readBody(Readable.from(chunks) as IncomingMessage, (body) => resolve(String(body))));

test('a body is put together from its pieces, wherever they were cut', async () => {
  const bytes = Buffer.from('{"name":"Ünïcode"}');
  for (let cut = 0; cut <= bytes.length; cut++)
    expect(await read([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe('{"name":"Ünïcode"}');
});

test('an empty body is empty', async () => {
  expect(await read([])).toBe('');
});
