import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { stringify } from 'safe-stable-stringify';
import { actorName } from '../../domain/actor.ts';
import { parseJson } from '../../events/parse-json.ts';
import type { ApiEnv } from '../api-deps.ts';

/** The store of requests that belong to none: an operator who makes one. */
const noStore = '00000000-0000-0000-0000-000000000000';

export interface RequestIdentity {
  readonly storeId: string;
  /** Which key it is: the same text from another actor, or for another address, is another key. */
  readonly id: string;
  /** What is asked: equal for equal parameters, however they are written. */
  readonly fingerprint: string;
}

export async function identifyRequest(c: Context<ApiEnv>, key: string): Promise<RequestIdentity> {
  const actor = c.get('actor');
  // Answers are kept for a day under this spelling of a key: another one would run a request again that was answered before.
  const by = actor.kind === 'api_key' ? actor.keyId : actorName(actor);
  const query = [...new URL(c.req.url).searchParams].sort();
  return {
    storeId: actor.storeId ?? noStore,
    id: digest([by, c.req.method, c.req.path, key]),
    fingerprint: digest([query, await readBody(c)]),
  };
}

async function readBody(c: Context<ApiEnv>): Promise<unknown> {
  const text = await c.req.text();
  const value = parseJson(text);
  return value === undefined ? text : value;
}

function digest(parts: unknown): string {
  return createHash('sha256')
    .update(stringify(parts) ?? '')
    .digest('base64url');
}
