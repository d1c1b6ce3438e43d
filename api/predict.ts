/** How likely a cart is bought without help, and why the model thinks so. */
export interface CartPrediction {
  /** 0..1 */
  readonly probability: number;
  readonly modelVersion: string;
  /** Strongest first; a positive effect raises the probability. */
  readonly reasons: readonly { readonly feature: string; readonly effect: number; readonly sentence?: string }[];
}

/** Predicts for one cart of a store; null: the cart is unknown. Rejects when no model can answer. */
export type Predict = (cart: { readonly storeId: string; readonly cartId: string }) => Promise<CartPrediction | null>;
