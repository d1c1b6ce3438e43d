import { dayMs } from './duration.ts';

/** How long, by the store's clock, is waited for the purchase before a prediction is compared with what happened: until then "not yet" is no "no". */
export const maturityMs = 3 * dayMs;

/** With fewer carts in a bin its share says nothing. */
export const cartsPerBinMin = 30;

/** Deciles of the predicted chance. */
export const binCount = 10;
