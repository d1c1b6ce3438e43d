import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ContactBasis } from '../../../domain/compliance/contact-basis.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { addressKinds } from '../../../domain/identity.ts';
import type { AddressCheck } from '../../state/suppressions/check.ts';
import type { Listing } from '../senders/read.ts';

/** Which message is asked for, and whom it would go to. */
export interface MessageFactsQuery {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly campaignId: string;
  readonly customerId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  /** Of an e-mail: the domain that its sender is judged by; null: it has none. */
  readonly fromDomain: string | null;
  readonly caps: { readonly capMessages: number; readonly capMessagesOfAll: number | null };
  /** Epoch milliseconds: what was claimed before then counts for no cap. */
  readonly capSinceMs: number;
  /** Epoch milliseconds: open dead letters of before then keep nobody from being written to. */
  readonly lettersSinceMs: number;
}

export interface MessageFacts {
  readonly address: AddressCheck;
  /** Whose lists hold the address. */
  readonly listedBy: readonly Listing[];
  readonly basis: ContactBasis | null;
  /** The store's channel was stopped, or the domain that its e-mail comes from. */
  readonly channelPaused: boolean;
  /** The arm that the person took before; null: none yet. */
  readonly arm: HoldoutArm | null;
  /** There was an attempt at this very message. */
  readonly attempted: boolean;
  /** An order of the store, of whomever, lies as an open dead letter. */
  readonly hasOrderLetter: boolean;
  /** What this recovery may have sent on the channel by its other rules. */
  readonly sentOfRecovery: number;
  /**
   * For the cap of the channel and the one over all: when the oldest message that fills it was claimed, epoch milliseconds;
   * null: there are fewer, or there is no such cap.
   */
  readonly oldestCounted: readonly (number | null)[];
}

interface Row {
  readonly known: boolean;
  readonly address: string | null;
  readonly listed_by: readonly Listing[];
  readonly basis: ContactBasis | null;
  readonly channel_paused: boolean;
  readonly arm: HoldoutArm | null;
  readonly attempted: boolean;
  readonly has_order_letter: boolean;
  readonly sent_of_recovery: number;
  readonly oldest_of_channel: number | null;
  readonly oldest_of_all: number | null;
}

/**
 * What the claim asks of the person and of what was sent before, in one round trip: it stands between a message and its time.
 * The address is the newest that may be used, by the one rule that the sweep asks too (`customer_reach`). Refused messages have
 * given their place under a cap back; an earlier attempt of the message that is asked for has none.
 */
export async function readMessageFacts(
  tx: Tx,
  {
    storeId,
    recoveryId,
    campaignId,
    customerId,
    ruleId,
    channel,
    fromDomain,
    caps,
    capSinceMs,
    lettersSinceMs,
  }: MessageFactsQuery,
): Promise<MessageFacts> {
  const sql = rawSql(tx);
  const capSince = new Date(capSinceMs).toISOString();
  const lettersSince = new Date(lettersSinceMs).toISOString();
  const [row] = await sql<Row[]>`
    with reach as materialized (
      select basis, address from customer_reach(${storeId}, ${customerId}) where channel = ${channel}
    ), counted as (
      select channel, claimed_at from messages
      where store_id = ${storeId} and customer_id = ${customerId} and state <> 'rejected' and claimed_at > ${capSince}::timestamptz
        and not (recovery_id = ${recoveryId} and rule_id = ${ruleId} and channel = ${channel})
    )
    select
      exists (select from reach) as known,
      (select address from reach) as address,
      coalesce((
        select json_agg(json_build_object('provider', listed.provider, 'cause', listed.cause))
        from reach
        join identities on identities.store_id = ${storeId} and identities.value = reach.address
          and identities.kind = ${addressKinds[channel]}
        cross join listed_by(${channel}, identities.address_hash) as listed
      ), '[]') as listed_by,
      coalesce((select basis from reach), contact_basis(${storeId}, ${customerId}, ${channel})) as basis,
      exists (
        select from channel_pauses where store_id = ${storeId} and channel = ${channel} and resumed_at is null
      ) or exists (
        select from domain_pauses where domain = ${fromDomain}::text and resumed_at is null
      ) as channel_paused,
      (
        select arm from campaign_exposures
        where store_id = ${storeId} and campaign_id = ${campaignId} and customer_id = ${customerId}
      ) as arm,
      exists (
        select from messages
        where store_id = ${storeId} and recovery_id = ${recoveryId} and rule_id = ${ruleId} and channel = ${channel}
      ) as attempted,
      exists (
        select from dead_letter_subjects where store_id = ${storeId} and at >= ${lettersSince}::timestamptz
      ) as has_order_letter,
      (
        select count(*)::int from messages
        where store_id = ${storeId} and recovery_id = ${recoveryId} and channel = ${channel}
          and rule_id <> ${ruleId} and state <> 'rejected'
      ) as sent_of_recovery,
      (
        select (extract(epoch from claimed_at) * 1000)::float8 from counted where channel = ${channel}
        order by claimed_at desc limit 1 offset ${caps.capMessages}::int - 1
      ) as oldest_of_channel,
      case when ${caps.capMessagesOfAll}::int is not null then (
        select (extract(epoch from claimed_at) * 1000)::float8 from counted
        order by claimed_at desc limit 1 offset ${caps.capMessagesOfAll ?? 1}::int - 1
      ) end as oldest_of_all`;
  if (!row) throw new Error('a query without a table gives one row');
  return {
    address: addressOf(row),
    listedBy: row.listed_by,
    basis: row.basis,
    channelPaused: row.channel_paused,
    arm: row.arm,
    attempted: row.attempted,
    hasOrderLetter: row.has_order_letter,
    sentOfRecovery: row.sent_of_recovery,
    oldestCounted: [row.oldest_of_channel, row.oldest_of_all],
  };
}

function addressOf({ known, address }: Row): AddressCheck {
  if (!known) return { kind: 'missing' };
  return address === null ? { kind: 'suppressed' } : { kind: 'usable', address };
}
