import { eq } from 'drizzle-orm';
import { senderAccounts } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { SenderCandidate } from '../../../domain/choose-sender.ts';
import { type SenderState, unknownSender } from '../../../domain/sender-account.ts';

export type SenderRow = typeof senderAccounts.$inferSelect;

/** A list of a provider that holds an address. */
export interface Listing {
  readonly provider: string;
  readonly cause: string;
}

export interface SenderKey {
  readonly channel: Channel;
  readonly provider: string;
}

/** What is known of the accounts of a channel. */
export function readSenders(tx: Tx, channel: Channel): Promise<readonly SenderRow[]> {
  return tx.select().from(senderAccounts).where(eq(senderAccounts.channel, channel));
}

export function stateOf(row: SenderRow | undefined): SenderState {
  if (!row) return unknownSender;
  const { breaker, triedUntilMs, trouble, gapMs, nextAtMs, health, healthAtMs } = row;
  return { breaker, triedUntilMs, trouble, gapMs, nextAtMs, health, healthAtMs };
}

export function candidateOf(provider: string, rows: readonly SenderRow[]): SenderCandidate {
  const row = rows.find((one) => one.provider === provider);
  return {
    name: provider,
    state: stateOf(row),
    domains: row?.domains ?? [],
    listKnown: (row?.list ?? 'unknown') !== 'unknown',
  };
}

/** Names of the accounts that stand in on a channel, in their order; those that are not configured any more are left out. */
export function standInsOf(rows: readonly SenderRow[], isConfigured: (provider: string) => boolean): readonly string[] {
  return rows
    .filter(({ standsIn, provider }) => standsIn !== null && isConfigured(provider))
    .toSorted((a, b) => (a.standsIn ?? 0) - (b.standsIn ?? 0))
    .map(({ provider }) => provider);
}
