import { and, eq, isNull } from 'drizzle-orm';
import { apiKeys } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { AccountChange } from '../accounts/news/account-news.ts';
import { findSession } from '../accounts/sessions/find.ts';
import type { LiveTicket } from './tickets.ts';

/** Whether the caller of a connection holds now what it held when it connected. Rejects when that cannot be asked. */
export async function holdsStill(
  accounts: Pick<RightsSource, 'database' | 'sessionRules' | 'now'>,
  { actor, storeId, sessionId }: LiveTicket,
): Promise<boolean> {
  switch (actor.kind) {
    case 'user': {
      const session = sessionId === null ? null : await findSession(accounts, sessionId);
      return session !== null && session.userId === actor.userId && session.roleIn(storeId) === actor.role;
    }
    case 'api_key':
      return isKeyInForce(accounts.database, { storeId, keyId: actor.keyId });
    case 'operator':
      return true;
    default:
      return assertNever(actor);
  }
}

/**
 * Whether a change of accounts may concern a connection: then it ends, and whoever still may comes back with a new ticket. A
 * key holds no more than the person who made it, so it may be concerned by the change of any person.
 */
export function mayConcern({ kind, id }: AccountChange, { actor, sessionId }: LiveTicket): boolean {
  switch (kind) {
    case 'session':
      return sessionId === id;
    case 'user':
      return actor.kind === 'user' ? actor.userId === id : actor.kind === 'api_key' && Boolean(actor.makerRole);
    case 'api_key':
      return actor.kind === 'api_key' && actor.keyId === id;
    default:
      return assertNever(kind);
  }
}

async function isKeyInForce(
  database: Pick<Database, 'app'>,
  { storeId, keyId }: { readonly storeId: string; readonly keyId: string },
): Promise<boolean> {
  const found = await withStore(database, storeId, (tx) =>
    tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.storeId, storeId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt))),
  );
  return found.length > 0;
}

/** By whom a hub learns of changed rights, and asks for those of now. */
export type RightsSource = Pick<Accounts, 'database' | 'news' | 'sessionRules' | 'now'>;
