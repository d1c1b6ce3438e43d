import { and, eq, sql } from 'drizzle-orm';
import type { Redis } from 'ioredis';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { predictionTtlSeconds, redisKeys } from '../../../db/redis/keys.ts';
import type { Prediction } from '../../../ml/prediction.ts';
import type { LoadedVersion } from './loaded-versions.ts';

interface AskedCart {
  readonly storeId: string;
  readonly cartId: string;
}

/** `hit`: made before and still true; `miss`: made now; `unsettled`: made now and not kept, the cart has just changed. */
export type CacheRead = 'hit' | 'miss' | 'unsettled' | 'unknown';

export interface CachedPredictionsOptions {
  readonly redis: Redis;
  readonly database: Pick<Database, 'app'>;
  /** Which version would answer now. */
  readonly answering: (asked: {
    readonly storeId: string;
    readonly subjectId: string;
  }) => Promise<Pick<LoadedVersion, 'modelHash' | 'featureSetHash'>>;
  /** Makes a prediction; null: the store has no such cart. */
  readonly make: (cart: AskedCart) => Promise<{ readonly prediction: Prediction; readonly modelHash: string } | null>;
  readonly onRead?: (result: CacheRead) => void;
  /** The cache could not be asked; the answer is made without it. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * What a cart changes by is in PostgreSQL at once, what its person looked at is counted a moment later: so long after a change
 * nothing is kept, in seconds.
 */
const settledSeconds = 2;

/**
 * Predictions for those who look at carts, kept for a minute. Each names the model, the features and the state of the cart
 * that it was made by, and counts only while all of them are the same: after a change of the cart or of what answers it is
 * made anew. Recoveries decide by predictions of their own.
 */
export function createCachedPredictions({
  redis,
  database,
  answering,
  make,
  onRead = () => {},
  onFailure = () => {},
}: CachedPredictionsOptions): (cart: AskedCart) => Promise<Prediction | null> {
  async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      onFailure(error);
      return null;
    }
  }

  return async (cart) => {
    // Read before the features are: what is kept is never of an older state than it names.
    const state = await readState(database, cart);
    if (!state) {
      onRead('unknown');
      return null;
    }
    const key = redisKeys.prediction(cart.storeId, cart.cartId);
    const asked = { storeId: cart.storeId, subjectId: state.customerId ?? cart.cartId };
    const { modelHash, featureSetHash } = await answering(asked);
    const kept = readKept(await orNull(() => redis.get(key)));
    if (kept?.of === madeBy(modelHash, featureSetHash, state)) {
      onRead('hit');
      return kept.prediction;
    }
    const made = await make(cart);
    if (!made) return null;
    onRead(state.isSettled ? 'miss' : 'unsettled');
    if (state.isSettled) {
      const of = madeBy(made.modelHash, made.prediction.featureSetHash, state);
      const text = JSON.stringify({ of, prediction: made.prediction } satisfies Kept);
      await orNull(() => redis.set(key, text, 'EX', predictionTtlSeconds));
    }
    return made.prediction;
  };
}

interface CartState {
  readonly customerId: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  readonly isSettled: boolean;
}

async function readState(
  database: Pick<Database, 'app'>,
  { storeId, cartId }: AskedCart,
): Promise<CartState | undefined> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx
      .select({
        customerId: carts.customerId,
        version: carts.version,
        updatedAt: carts.updatedAt,
        isSettled: sql<boolean>`${carts.updatedAt} < now() - make_interval(secs => ${settledSeconds})`,
      })
      .from(carts)
      .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId))),
  );
  return found;
}

interface Kept {
  readonly of: string;
  readonly prediction: Prediction;
}

function madeBy(modelHash: string, featureSetHash: string, { customerId, version, updatedAt }: CartState): string {
  return [modelHash, featureSetHash, customerId ?? '', version, updatedAt.getTime()].join('/');
}

function readKept(text: string | null): Kept | null {
  return text === null ? null : (JSON.parse(text) as Kept);
}
