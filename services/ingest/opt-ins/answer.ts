import { and, eq } from 'drizzle-orm';
import { optInRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, lookUp, withStore } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { isLinkToken, linkTokenHash } from '../../state/links/link-token.ts';
import { takeInEvents } from '../events/take-in-events.ts';

export type OpenedOptIn =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' | 'open' | 'confirmed'; readonly store: ShownStore };

interface ShownStore {
  readonly name: string;
  readonly url: string | null;
}

interface FoundOptIn {
  readonly request: Pick<Row, 'storeId' | 'id' | 'email' | 'textVersion' | 'status'> & { readonly expiresAt: number };
  readonly store: ShownStore;
}

type Row = typeof optInRequests.$inferSelect;

/** Reads what the link of a confirmation e-mail is about. Changes nothing. */
export async function openOptIn(
  database: Pick<Database, 'app'>,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<OpenedOptIn> {
  const found = await find(database, token);
  return found ? stateOf(found, now) : { kind: 'unknown' };
}

export interface AnswerOptIn {
  readonly token: string;
  readonly answer: 'yes' | 'no';
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * What the person behind the address says: the dated act that counts, told through the log like any other, so that a
 * cart that waits for it is judged again. A link is good for one yes; a no counts for as long as the link is known.
 * Throws `unavailable` when the log cannot take it.
 */
export async function answerOptIn(
  { database, eventLog }: { readonly database: Pick<Database, 'app'>; readonly eventLog: Pick<EventLog, 'append'> },
  { token, answer, now }: AnswerOptIn,
): Promise<OpenedOptIn> {
  const found = await find(database, token);
  if (!found) return { kind: 'unknown' };
  const state = stateOf(found, now);
  if (answer === 'yes' && state.kind !== 'open') return state;
  const { storeId, id, email, textVersion } = found.request;
  const said = {
    id: `opt-in/${id}/${answer}`,
    type: 'consent_updated',
    occurredAt: new Date(now).toISOString(),
    who: { email },
    channel: 'email',
    status: answer === 'yes' ? 'granted' : 'denied',
    basis: 'act',
    source: 'confirmation e-mail',
    ...(textVersion !== null && { textVersion }),
  };
  const [taken] = await takeInEvents(eventLog, {
    ...{ storeId, items: [said], receivedAt: now, searchHostile: false },
    repetition: 'same_body_but_time',
    provenance: 'confirmation',
  });
  if (taken?.status === 'rejected') throw new Error(`an answer was refused: ${taken.error.path}`);
  if (answer === 'yes')
    await withStore(database, storeId, (tx) =>
      tx
        .update(optInRequests)
        .set({ status: 'confirmed', settledAt: new Date(now) })
        .where(and(eq(optInRequests.storeId, storeId), eq(optInRequests.id, id))),
    );
  return { kind: answer === 'yes' ? 'confirmed' : 'open', store: found.store };
}

function stateOf({ request, store }: FoundOptIn, now: number): OpenedOptIn {
  if (request.status === 'confirmed') return { kind: 'confirmed', store };
  return { kind: request.expiresAt <= now ? 'expired' : 'open', store };
}

/** Looks a token up by its hash, over all stores: a token carries none. */
async function find(database: Pick<Database, 'app'>, token: string): Promise<FoundOptIn | null> {
  if (!isLinkToken(token)) return null;
  const [row] = await lookUp(database)<(FoundOptIn['request'] & { storeName: string; storeUrl: string | null })[]>`
    select store_id as "storeId", id, email, text_version as "textVersion", status,
      round(extract(epoch from expires_at) * 1000)::float8 as "expiresAt", store_name as "storeName",
      store_url as "storeUrl"
    from find_opt_in(${linkTokenHash(token)})`;
  if (!row) return null;
  const { storeName: name, storeUrl: url, ...request } = row;
  return { request, store: { name, url } };
}
