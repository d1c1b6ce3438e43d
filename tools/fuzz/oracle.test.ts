import { describe, expect, test } from 'vitest';
import type { FuzzRequest } from './make-request.ts';
import { oracle } from './oracle.ts';

const request = (change: Partial<FuzzRequest> = {}): FuzzRequest => ({
  operation: {
    method: 'GET',
    path: '/x',
    parameters: [],
    body: null,
    answers: new Map([[200, null]]),
    needsKey: true,
    permission: 'carts:read',
  },
  target: '/x',
  headers: {},
  body: undefined,
  asker: 'analyst',
  keyed: true,
  hidden: 'canary1',
  broken: 'path',
  ...change,
});
const refusal = (status: number, requestId = 'r1', message = 'no') => ({
  status,
  contentType: 'application/json',
  requestId: 'r1',
  text: JSON.stringify({ error: { code: 'invalid', message, requestId } }),
});
const ok = { status: 200, contentType: 'application/json', requestId: 'r1', text: '{}' };

describe('an answer to a broken request', () => {
  test('is right as a documented success or as a refusal in the one shape', () => {
    expect(oracle(request(), ok)).toEqual([]);
    expect(oracle(request(), refusal(422))).toEqual([]);
  });

  test.each([
    ['a failure of ours', refusal(500)],
    ['no answer', { ...ok, status: 0, text: 'reset' }],
    ['not documented', { ...ok, status: 206 }],
    ['our inside', refusal(400, 'r1', 'Failed query: select 1')],
    ['shape of an error', { ...ok, status: 404 }],
    ['different requests', refusal(404, 'r2')],
    ['a row of another store', { ...ok, text: '{"items":[{"name":"Lamp canary1"}]}' }],
    ['a row of another store', refusal(404, 'r1', 'There is no lamp canary1.')],
  ])('is wrong: %s', (breach, answer) => {
    expect(oracle(request(), answer).join()).toContain(breach);
  });

  test('without a key is a refusal, not data', () => {
    expect(oracle(request({ keyed: false, broken: 'nothing' }), ok)).toEqual(['200 without a key']);
  });
});
