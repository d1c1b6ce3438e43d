/** How likely a cart is bought without help, and why the model thinks so. */
export interface CartPrediction {
  /** 0..1 */
  readonly probability: number;
  readonly modelVersion: string;
  /** Strongest first. */
  readonly reasons: readonly PredictionReason[];
}

export interface PredictionReason {
  readonly feature: string;
  /** Null when the value was not known, which can be a reason too. */
  readonly value: number | null;
  readonly direction: 'raises' | 'lowers';
  /** How far it moved the log-odds of buying from the average shopper's. */
  readonly contribution: number;
}

/** Predicts for one cart of a store; null: the cart is unknown. Rejects when no model can answer. */
export type Predict = (cart: { readonly storeId: string; readonly cartId: string }) => Promise<CartPrediction | null>;
