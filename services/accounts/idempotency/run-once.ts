import { type Database, withStore, withStoreAround } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Claim, type ClaimKey, claimKey } from './claim-key.ts';
import { ClaimLostError, keepAnswer } from './keep-answer.ts';
import { releaseKey } from './release-key.ts';

/** What is to be kept of an answer; null: nothing, the same request may come again. */
export type Kept = { readonly status: number; readonly answer: string } | null;

export interface Execution<A> {
  run(): Promise<A>;
  /** The answer to an error of `run`, whose effects were rolled back. */
  fail(error: unknown): A;
  keep(answer: A, claim: Claim): Promise<Kept>;
  /**
   * Whether all that `run` does is done in PostgreSQL: then it is committed together with its answer, and a kill at any
   * point leaves both or neither. Otherwise a kill between the two makes a later request run again.
   */
  readonly inOneTransaction: boolean;
}

export type Once<A> =
  | { readonly kind: 'executed'; readonly answer: A }
  | { readonly kind: 'replayed'; readonly status: number; readonly answer: string };

/** While an execution is this young, its answer is a moment away. */
const freshMs = 10_000;
const comeBackMs = 1_000;

/**
 * Executes a request with an idempotency key at most once, and answers later ones like the first. Throws
 * `idempotency_key_reused` for a key that came with another request, `idempotency_key_in_use` while the first is
 * being executed.
 */
export async function runOnce<A>(
  database: Pick<Database, 'app'>,
  request: ClaimKey,
  execution: Execution<A>,
): Promise<Once<A>> {
  const claimed = await claimKey(database, request);
  switch (claimed.kind) {
    case 'replay':
      return { kind: 'replayed', status: claimed.status, answer: claimed.answer };
    case 'reused':
      throw new ServiceError(
        'idempotency_key_reused',
        'This Idempotency-Key came before with another request. Take a new key for a new request.',
        { path: 'idempotency-key' },
      );
    case 'in_use': {
      const fresh = request.leaseMs - claimed.leaseMsLeft < freshMs;
      throw inUse(fresh ? comeBackMs : claimed.leaseMsLeft);
    }
    case 'execute':
      return { kind: 'executed', answer: await execute(database, claimed.claim, execution) };
  }
}

async function execute<A>(database: Pick<Database, 'app'>, claim: Claim, execution: Execution<A>): Promise<A> {
  try {
    return await succeed(database, claim, execution);
  } catch (error) {
    if (error instanceof ClaimLostError) throw inUse(comeBackMs);
    const answer = execution.fail(error);
    await settle(database, claim, await execution.keep(answer, claim));
    return answer;
  }
}

async function succeed<A>(database: Pick<Database, 'app'>, claim: Claim, execution: Execution<A>): Promise<A> {
  if (!execution.inOneTransaction) {
    const answer = await execution.run();
    await settle(database, claim, await execution.keep(answer, claim));
    return answer;
  }
  const { answer, kept } = await withStoreAround(database, claim.storeId, async (tx) => {
    const answer = await execution.run();
    const kept = await execution.keep(answer, claim);
    if (kept) await keepAnswer(tx, claim, kept);
    return { answer, kept };
  });
  if (!kept) await releaseKey(database, claim);
  return answer;
}

async function settle(database: Pick<Database, 'app'>, claim: Claim, kept: Kept): Promise<void> {
  if (kept) await withStore(database, claim.storeId, (tx) => keepAnswer(tx, claim, kept));
  else await releaseKey(database, claim);
}

function inUse(retryAfterMs: number): ServiceError {
  return new ServiceError(
    'idempotency_key_in_use',
    'The first request with this Idempotency-Key is still being worked on. Try again after the time in Retry-After.',
    { retryAfterMs },
  );
}
