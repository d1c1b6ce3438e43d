import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { isPlainPost } from './is-plain-post.ts';

const post = (contentLength: string | undefined) =>
  ({
    method: 'POST',
    url: '/v1/events',
    headers: { 'content-type': 'application/json', 'content-length': contentLength },
  }) as IncomingMessage;

test.for([
  ['0', true],
  ['16384', true],
  ['16385', false],
  ['many', false],
  [undefined, false],
] as const)('a body of %s bytes is plain: %s', ([length, plain]) => {
  expect(isPlainPost(post(length), 1_000_000)).toBe(plain);
});

test('a body above the limit of all bodies is not plain, however small that is', () => {
  expect([isPlainPost(post('100'), 100), isPlainPost(post('101'), 100)]).toEqual([true, false]);
});
