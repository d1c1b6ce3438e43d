import type { FeatureInput } from './feature-input.ts';

/** What is known of a cart, and by what its person is told from others when roles are drawn. */
export interface KnownCart extends FeatureInput {
  /** Null: nobody is known. */
  readonly customerId: string | null;
}

/**
 * The endpoint to what is known of a cart's shopper. Whoever stands behind it keeps the input fresh as events arrive and
 * rebuilds it from the history when a cache has lost it; undefined means that the store has no such cart.
 */
export interface FeatureStore {
  get(storeId: string, cartId: string): Promise<KnownCart | undefined>;
}
