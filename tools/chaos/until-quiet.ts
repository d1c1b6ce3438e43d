import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { hourMs, minuteMs } from '../../domain/duration.ts';

/** Longest idle threshold, delay and cool-down of the default campaign, in store milliseconds. */
const campaignMs = 75 * hourMs;
/** On top of the campaign: a send that several kills broke off waits up to ten minutes for its next attempt. */
const patienceMs = 12 * minuteMs;
const pollMs = 500;

/** Waits until every cart was looked at, every recovery has ended and every signal is delivered, or patience ends. */
export async function untilQuiet(
  sql: Sql,
  storeId: string,
  { timeScale }: { readonly timeScale: number },
): Promise<boolean> {
  const deadline = performance.now() + campaignMs / timeScale + patienceMs;
  while (performance.now() < deadline) {
    const [row] = await sql<{ busy: boolean }[]>`
      select exists (select from recoveries where store_id = ${storeId} and ended_at is null)
        or exists (select from carts where store_id = ${storeId} and abandon_at is not null)
        or exists (select from signal_outbox where store_id = ${storeId})
        or exists (select from messages where store_id = ${storeId} and state in ('sending', 'retry')) as busy`;
    if (row && !row.busy) return true;
    await delay(pollMs);
  }
  return false;
}
