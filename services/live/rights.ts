import { and, eq, isNull } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { apiKeys } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import type { Caller } from '../../domain/actor.ts';
import { assertNever } from '../../domain/assert-never.ts';

/** Whose rights changed: a session ended, a member's account or role, or a key. */
const changeSchema = z.object({ kind: z.enum(['session', 'user', 'api_key']), id: z.string() });
export type RightsChange = Readonly<z.output<typeof changeSchema>>;

/** What those hold now who opened a connection a while ago. */
export interface Rights {
  /** Whether the caller still holds what it held, by the system of record. Rejects when that cannot be asked. */
  mayStill(actor: Caller): Promise<boolean>;
  /** Calls back with every change, made in whatever process; null: some may have been missed. Returns how to end it. */
  onChange(changed: (change: RightsChange | null) => void): () => void;
}

/** Channel of Redis or Valkey by which processes tell one another of changed rights. */
const channel = 'accounts:changed';

/** Tells every process. What is lost of it is found at the next heartbeat of a connection. */
export async function announceRightsChange(redis: Redis, change: RightsChange): Promise<void> {
  await redis.publish(channel, JSON.stringify(change));
}

/** `subscriber` is a connection of its own: one that listens can do nothing else. */
export function createRights({
  database,
  subscriber,
  onFailure,
}: {
  readonly database: Pick<Database, 'app'>;
  readonly subscriber: Redis;
  readonly onFailure: (error: unknown) => void;
}): Rights & { close(): void } {
  const listeners = new Set<(change: RightsChange | null) => void>();
  const tell = (change: RightsChange | null): void => {
    for (const listener of listeners) listener(change);
  };
  subscriber.on('message', (_channel: string, text: string) => tell(readChange(text)));
  // The driver subscribes again by itself; what was told meanwhile is not told again.
  subscriber.on('ready', () => tell(null));
  subscriber.subscribe(channel).catch(onFailure);
  return {
    mayStill: (actor) => mayStill(database, actor),
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close: () => subscriber.disconnect(),
  };
}

/** Null for what is no change: then any rights may be others. */
function readChange(text: string): RightsChange | null {
  try {
    return changeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function mayStill(database: Pick<Database, 'app'>, actor: Caller): Promise<boolean> {
  switch (actor.kind) {
    case 'api_key':
      return isKeyInForce(database, actor);
    // Sessions and roles are checked by who signs people in; here they are told of (`onChange`).
    case 'user':
    case 'operator':
      return true;
    default:
      return assertNever(actor);
  }
}

async function isKeyInForce(
  database: Pick<Database, 'app'>,
  { storeId, keyId }: Extract<Caller, { kind: 'api_key' }>,
): Promise<boolean> {
  const found = await withStore(database, storeId, (tx) =>
    tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.storeId, storeId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt))),
  );
  return found.length > 0;
}
