import { hash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';
import type { Caller } from '../../domain/actor.ts';

/** How long a ticket may be used: a page opens its connection right after it asked. */
export const ticketKeptMs = 30_000;
const ticketBytes = 32;
const ticketShape = /^[A-Za-z0-9_-]{43}$/;

/** Who may open one connection, in which store. */
export interface LiveTicket {
  readonly actor: Caller;
  readonly storeId: string;
  /** With which somebody is signed in who asked; null for keys. */
  readonly sessionId: string | null;
}

/** A ticket for one connection: it stands in an address, where a key or a session must not. Kept by its hash. */
export async function issueTicket(redis: Redis, ticket: LiveTicket): Promise<string> {
  const text = randomBytes(ticketBytes).toString('base64url');
  await redis.set(redisKeys.liveTicket(hashOf(text)), JSON.stringify(ticket), 'PX', ticketKeptMs);
  return text;
}

/** What the ticket allows, once; null: it is unknown, used or too old. */
export async function redeemTicket(redis: Redis, text: string): Promise<LiveTicket | null> {
  if (!ticketShape.test(text)) return null;
  const kept = await redis.getdel(redisKeys.liveTicket(hashOf(text)));
  // Written above, under a name that only its holder can say.
  return kept === null ? null : (JSON.parse(kept) as LiveTicket);
}

function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}
