import { type FeatureInput, summariseCart } from '../ml/feature-input.ts';
import { featureSetHash } from '../ml/features.ts';
import { emptyActivity, type ShoppingActivity } from '../ml/shopping-activity.ts';
import { keepPredictions } from '../services/prediction/predictions/keep.ts';
import type { Shop } from './shop-factory.ts';

export interface AskedCart {
  readonly atMs: number;
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly activity?: ShoppingActivity;
  readonly history?: FeatureInput['history'];
  readonly valueMinor?: number;
}

/** A cart in recovery about which a model was asked at a moment, with what it was asked with. */
export async function askedCart(
  shop: Shop,
  { atMs, anonymousId, activity = emptyActivity, history, valueMinor = 2_500, ...given }: AskedCart,
): Promise<{ readonly cartId: string; readonly recoveryId: string; readonly customerId: string }> {
  const customerId = given.customerId ?? (await shop.customer());
  const cart = await shop.cart({ customerId, valueMinor, ...(anonymousId !== undefined && { anonymousId }) });
  const recoveryId = await shop.recovery(cart, { endedAt: new Date(atMs), stage: 'ended', createdAt: new Date(atMs) });
  const input: FeatureInput = {
    ...{ activity, cart: summariseCart(cart), atMs, timeZone: 'UTC' },
    ...(history && { history }),
  };
  const prediction = { probability: 0.2, modelVersion: 'prior-1', featureSetHash, reasons: [] };
  await shop.write((tx) =>
    keepPredictions(tx, [{ storeId: shop.storeId, cartId: cart.id, recoveryId, input, prediction }]),
  );
  return { cartId: cart.id, recoveryId, customerId };
}

