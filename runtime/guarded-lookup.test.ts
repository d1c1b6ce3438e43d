import { expect, test } from 'vitest';
import { guardedLookup } from './guarded-lookup.ts';

const refusal = new Error('refused');

function lookUp(hostname: string, allowLoopback: boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    guardedLookup(allowLoopback, () => refusal)(hostname, { all: true }, (error, found) =>
      error ? reject(error) : resolve(found),
    );
  });
}

test('a name that leads into a network of ours when it is connected to leads nowhere, whatever it led to before', async () => {
  await expect(lookUp('localhost', false)).rejects.toBe(refusal);
  await expect(lookUp('169.254.169.254', true)).rejects.toBe(refusal);
  expect(await lookUp('localhost', true)).toContainEqual({ address: '127.0.0.1', family: 4 });
  expect(await lookUp('93.184.215.14', false)).toEqual([{ address: '93.184.215.14', family: 4 }]);
});
