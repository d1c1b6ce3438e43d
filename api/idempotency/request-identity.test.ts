import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Caller } from '../../domain/actor.ts';
import type { ApiEnv } from '../api-deps.ts';
import { identifyRequest } from './request-identity.ts';

const storeId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';

async function idFor(actor: Caller): Promise<string> {
  const app = new Hono<ApiEnv>();
  app.post('/v1/campaigns', async (c) => {
    c.set('actor', actor);
    return c.text((await identifyRequest(c, 'once')).id);
  });
  return (await app.request('/v1/campaigns', { method: 'POST', body: '{}' })).text();
}

const digest = (by: string) =>
  createHash('sha256')
    .update(JSON.stringify([by, 'POST', '/v1/campaigns', 'once']))
    .digest('base64url');

test('an answer that was kept before is found again: the spelling of a key and of the operator stays', async () => {
  const key = '0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33';
  expect(await idFor({ kind: 'api_key', keyId: key, storeId, scopes: ['campaigns:write'] })).toBe(digest(key));
  expect(await idFor({ kind: 'operator', storeId })).toBe(digest('operator'));
});

test('a member of the team has keys of their own, apart from those of a key with the same id', async () => {
  const id = '0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33';
  expect(await idFor({ kind: 'user', userId: id, storeId, role: 'store_owner' })).toBe(digest(`user:${id}`));
});
