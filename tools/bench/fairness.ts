import type { BenchResult } from './bench-result.ts';
import { measureCartRush } from './fairness/cart-rush.ts';
import { measureEventRush } from './fairness/event-rush.ts';
import { measureSendRushes } from './fairness/send-rush.ts';

/** How long a store with one cart, one event or a few messages waits while another store has a rush; beside the same with no rush. */
export async function benchFairness(): Promise<BenchResult[]> {
  return [await measureCartRush(), await measureEventRush(), ...(await measureSendRushes())];
}
