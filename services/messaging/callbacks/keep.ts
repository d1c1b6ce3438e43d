import { hash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { CallbackRequest, DeliveryReport } from '../../../channels/provider-callback.ts';
import { providerCallbacks } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withoutStore } from '../../../db/postgres/tenancy.ts';
import { storableText } from '../../../domain/storable-text.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { keptHeaders } from '../../shared/kept-headers.ts';

export interface NewCallback {
  readonly provider: string;
  /** Verified. */
  readonly request: CallbackRequest;
  /** Null: not understood, so it is kept aside for a person to look at. */
  readonly reports: readonly DeliveryReport[] | null;
}

export interface KeepCallbacks {
  readonly provider: string;
  /** All of one request. */
  readonly callbacks: readonly NewCallback[];
  /** What the vendor's signature may be used for once; undefined where it covers the body. */
  readonly nonce: string | undefined;
}

/** Resolves when all are durable, or known to be repetitions: `kept` when any of them is new. */
export async function keepCallbacks(
  database: Pick<Database, 'app'>,
  { provider, callbacks, nonce }: KeepCallbacks,
): Promise<'kept' | 'duplicate' | 'nonce_reused'> {
  // Two requests with the same parts take their places in one order.
  const rows = callbacks.map((callback) => rowOf(callback, nonce)).toSorted(byIdentity);
  if (rows.length === 0) return 'duplicate';
  return withoutStore(database, async (tx) => {
    const kept = await tx
      .insert(providerCallbacks)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: providerCallbacks.id });
    if (kept.length > 0) return 'kept';
    return nonce === undefined || (await areKnown(tx, provider, rows)) ? 'duplicate' : 'nonce_reused';
  });
}

/** Whether it was the same reports that were kept before, and not others under the same signature. */
async function areKnown(tx: Tx, provider: string, rows: readonly { readonly identity: string }[]): Promise<boolean> {
  const identities = rows.map(({ identity }) => identity);
  const known = await tx
    .select({ id: providerCallbacks.id })
    .from(providerCallbacks)
    .where(and(eq(providerCallbacks.provider, provider), inArray(providerCallbacks.identity, identities)));
  return known.length > 0;
}

function rowOf({ provider, request, reports }: NewCallback, nonce: string | undefined) {
  const at = new Date(request.receivedAtMs);
  return {
    id: uuidV7(),
    provider,
    identity: callbackIdentity(request, reports ?? []),
    nonce: nonce === undefined ? null : hash('sha256', nonce, 'base64url'),
    url: storableText(request.url),
    headers: keptHeaders(request.headers),
    body: request.body,
    ...(reports === null ? { status: 'failed' as const, reason: 'not_understood', settledAt: at } : {}),
    dueAt: at,
    receivedAt: at,
  };
}

/** The same reports are the same request, under a new signature too; without reports the bytes decide. */
function callbackIdentity({ body }: CallbackRequest, reports: readonly DeliveryReport[]): string {
  if (reports.length === 0) return hash('sha256', body, 'base64url');
  return hash('sha256', JSON.stringify(reports.map(({ reportId }) => reportId)), 'base64url');
}

function byIdentity(a: { readonly identity: string }, b: { readonly identity: string }): number {
  return a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0;
}
