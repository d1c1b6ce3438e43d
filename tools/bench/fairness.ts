import type { BenchResult } from './bench-result.ts';
import { measureCartRush } from './fairness/cart-rush.ts';
import { measureEventRush } from './fairness/event-rush.ts';

/** How long a store with one cart, or one event, waits while another store has a rush; beside the same with no rush. */
export async function benchFairness(): Promise<BenchResult[]> {
  return [await measureCartRush(), await measureEventRush()];
}
