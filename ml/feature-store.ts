import type { FeatureInput } from './feature-input.ts';

/**
 * The endpoint to what is known of a cart's shopper. Whoever stands behind it keeps the input fresh as events arrive and
 * rebuilds it from the history when a cache has lost it; undefined means that the store has no such cart.
 */
export interface FeatureStore {
  get(storeId: string, cartId: string): Promise<FeatureInput | undefined>;
}
