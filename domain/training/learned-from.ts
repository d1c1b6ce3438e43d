import { maturityMs } from '../prediction-maturity.ts';

/**
 * The newest share of the carts, by time, calibrates a model and measures it (`ml/training/cart_rows.py`): neither says anything of people as
 * they are now unless all of them came after people had changed.
 */
const measuredShare = 0.3;

/**
 * From which moment on carts teach. Half a year of them, unless people are known to do otherwise since `changedMs`: a model whose level is
 * set by carts from before the change is wrong in the same way as the one that it is to replace, and refused for it. Epoch milliseconds.
 */
export function learnedFromMs({
  nowMs,
  keptMs,
  changedMs,
}: {
  readonly nowMs: number;
  /** How long carts are kept to learn from. */
  readonly keptMs: number;
  /** Null: not known to have changed. */
  readonly changedMs: number | null;
}): number {
  const oldestMs = nowMs - keptMs;
  const newestMs = nowMs - maturityMs;
  if (changedMs === null || changedMs >= newestMs) return oldestMs;
  return Math.max(oldestMs, newestMs - (newestMs - changedMs) / measuredShare);
}
