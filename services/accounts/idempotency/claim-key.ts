import { and, eq, type SQL, sql } from 'drizzle-orm';
import { idempotencyKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** For how long a key is remembered; after that it is a new one. */
export const keyAgeMsMax = dayMs;

/** One execution of a request: what its answer is kept under. */
export interface Claim {
  /** The nil UUID for what belongs to no store. */
  readonly storeId: string;
  readonly id: string;
  readonly attempt: number;
}

/** The row of a key as long as this execution of it is the one under way. */
export function isUnderWay({ storeId, id, attempt }: Claim): SQL | undefined {
  return and(
    eq(idempotencyKeys.storeId, storeId),
    eq(idempotencyKeys.id, id),
    eq(idempotencyKeys.attempt, attempt),
    eq(idempotencyKeys.state, 'started'),
  );
}

export type Claimed =
  | { readonly kind: 'execute'; readonly claim: Claim }
  /** `answer` is sealed. */
  | { readonly kind: 'replay'; readonly status: number; readonly answer: string }
  | { readonly kind: 'in_use'; readonly leaseMsLeft: number }
  | { readonly kind: 'reused' };

export interface ClaimKey {
  readonly storeId: string;
  readonly id: string;
  readonly fingerprint: string;
  /** How long an execution is believed to be alive; more than any request may take. */
  readonly leaseMs: number;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/**
 * Decides whether a request with an idempotency key is executed, and commits that it is before it begins. A key whose
 * execution never ended (its process was killed) is executed again when its lease is over.
 */
export async function claimKey(database: Pick<Database, 'app'>, request: ClaimKey): Promise<Claimed> {
  return withStore(database, request.storeId, async (tx) => {
    const claim = { storeId: request.storeId, id: request.id, attempt: 1 };
    if (await insert(tx, request)) return { kind: 'execute', claim };
    const [known] = await tx
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.storeId, request.storeId), eq(idempotencyKeys.id, request.id)))
      .for('update');
    // It was forgotten in this very moment: whoever asks again is the first.
    if (!known) return { kind: 'in_use', leaseMsLeft: 0 };
    const { nowMs, fingerprint } = request;
    const attempt = known.attempt + 1;
    if (known.createdAt.getTime() + keyAgeMsMax <= nowMs) {
      await restart(tx, request, { attempt, createdAt: new Date(nowMs) });
      return { kind: 'execute', claim: { ...claim, attempt } };
    }
    if (known.fingerprint !== fingerprint) return { kind: 'reused' };
    if (known.state === 'answered') return { kind: 'replay', status: known.status ?? 500, answer: known.answer ?? '' };
    const leaseMsLeft = known.leaseUntil.getTime() - nowMs;
    if (leaseMsLeft > 0) return { kind: 'in_use', leaseMsLeft };
    await restart(tx, request, { attempt, createdAt: known.createdAt });
    return { kind: 'execute', claim: { ...claim, attempt } };
  });
}

async function insert(tx: Tx, { storeId, id, fingerprint, leaseMs, nowMs }: ClaimKey): Promise<boolean> {
  const rows = await tx
    .insert(idempotencyKeys)
    .values({ storeId, id, fingerprint, leaseUntil: new Date(nowMs + leaseMs), createdAt: new Date(nowMs) })
    .onConflictDoNothing()
    .returning({ one: sql<number>`1` });
  return rows.length > 0;
}

async function restart(
  tx: Tx,
  { storeId, id, fingerprint, leaseMs, nowMs }: ClaimKey,
  { attempt, createdAt }: { readonly attempt: number; readonly createdAt: Date },
): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({
      fingerprint,
      attempt,
      createdAt,
      state: 'started',
      leaseUntil: new Date(nowMs + leaseMs),
      status: null,
      answer: null,
    })
    .where(and(eq(idempotencyKeys.storeId, storeId), eq(idempotencyKeys.id, id)));
}
