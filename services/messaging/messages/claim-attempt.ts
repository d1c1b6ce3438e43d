import type { Provider } from '../../../channels/provider.ts';
import type { messages } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel, ProviderPicks } from '../../../domain/channel.ts';
import type { Refusal } from '../../../domain/claim.ts';
import type { ContactBasis } from '../../../domain/compliance/contact-basis.ts';
import type { LostWindow } from '../../../domain/lost-window.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { notSent } from '../../journal/decisions/not-sent.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import type { Flags } from '../../state/flags/flags.ts';
import type { AddressCheck } from '../../state/suppressions/check.ts';
import type { LinkSettings } from '../links/issue.ts';
import type { HeldPlace } from '../senders/places.ts';
import type { ClaimedMessage } from './claimed-message.ts';
import { keepExposure } from './keep-exposure.ts';
import type { ClaimReading } from './read-claim-facts.ts';
import { settleMessage } from './settle.ts';

/** The message that a step of a recovery wants to send by one channel. */
export interface ClaimMessage {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly template: string;
  /** Newest activity of the cart that the recovery knows of, epoch milliseconds. */
  readonly knownActivityAt: number;
  /** Key of the offer that the message may carry; absent: none. */
  readonly offer?: string;
}

/** What a claim is decided with, beside what the store says. */
export interface ClaimOptions {
  readonly providers: ClaimProviders;
  /** What was switched off. */
  readonly flags: Pick<Flags, 'decideNow'>;
  readonly links: LinkSettings;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Everything that was acknowledged before then can be read, epoch milliseconds. */
  readonly consistentAsOfMs: number;
  /** Takes a place at the account that is called; absent: there are always some. */
  readonly place?: Pick<HeldPlace, 'take'>;
  /** Times whose rows are gone with a restore: what was due in them is not sent; absent: there are none. */
  readonly lost?: readonly LostWindow[] | undefined;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** What a claim has to know of the providers: who sends now, and who took what was sent. */
export interface ClaimProviders {
  choose(channel: Channel, picks: ProviderPicks): ClaimProvider | undefined;
  named(channel: Channel, name: string): ClaimProvider | undefined;
}

type ClaimProvider = Pick<Provider, 'name' | 'recovery' | 'carries' | 'sender'>;

/** What may become of a message now. */
export type Claim =
  /** This attempt, and no other, may send the message now. */
  | { readonly kind: 'claimed'; readonly message: ClaimedMessage }
  /** An earlier attempt broke off: only its provider knows what became of it. This attempt asks. */
  | { readonly kind: 'in_doubt'; readonly message: ClaimedMessage }
  /** An earlier attempt may still be running. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** Nobody can tell yet whether the person bought: asked again later, and nothing is settled. */
  | { readonly kind: 'order_unclear'; readonly retryAfterMs: number }
  /** The account takes nothing for a moment. */
  | { readonly kind: 'sender_waits'; readonly retryAfterMs: number }
  /** Somebody stopped sending, a moment ago. */
  | { readonly kind: 'sending_stopped'; readonly retryAfterMs: number }
  /** The store picked a provider that is not configured any more. */
  | { readonly kind: 'no_provider' }
  | ({ readonly kind: 'blocked'; readonly lastActivityAt: number } & Refusal)
  | {
      readonly kind: 'settled';
      readonly result: { readonly kind: 'sent' } | { readonly kind: 'not_sent'; readonly reason: ReasonCode };
    };

export type MessageRow = typeof messages.$inferSelect;

/** One attempt at a claim: its transaction, and all that was read in it. */
export interface Attempt {
  readonly tx: Tx;
  readonly wanted: ClaimMessage;
  readonly options: ClaimOptions;
  readonly reading: ClaimReading;
  /** Of an e-mail: the domain that its sender is judged by. */
  readonly fromDomain: string | null;
  /** What speaks against the message now. */
  readonly refusal: Refusal | null;
  /** Name of the provider that is meant to send; undefined: it is not configured any more. */
  readonly primary: string | undefined;
  readonly isConfigured: (provider: string) => boolean;
}

/** The message does not go out now, and the decision says why. */
export async function block({ tx, wanted, reading }: Attempt, refusal: Refusal): Promise<Claim> {
  const { storeId, recoveryId, ruleId, channel } = wanted;
  const lastActivityAt = reading.facts.cart.lastActivityAt;
  const cartId = reading.cart.id;
  await recordDecision(tx, notSent({ storeId, recoveryId, cartId, ruleId, channel, reason: refusal.reason }));
  return { kind: 'blocked', ...refusal, lastActivityAt };
}

/** From its first message that would go out, or is held back, a recovery counts in the campaign's comparison. */
export async function expose({ tx, wanted, options, reading }: Attempt): Promise<void> {
  if (reading.exposed) return;
  await keepExposure(tx, {
    ...{ storeId: wanted.storeId, recoveryId: wanted.recoveryId, customerId: reading.customer.id },
    ...{ campaignId: reading.campaign.id, percent: reading.campaign.holdoutPercent },
    arm: reading.facts.heldOut ? 'holdout' : 'treated',
    exposedAt: new Date(options.consistentAsOfMs),
  });
}

/** Settles a message that was tried before and will not go out any more. */
export async function giveUp(
  { tx, wanted }: Attempt,
  earlier: MessageRow,
  { state, reason }: { readonly state: 'rejected' | 'unknown'; readonly reason: ReasonCode },
): Promise<Claim> {
  const errorCode = earlier.errorCode;
  await settleMessage(tx, { storeId: wanted.storeId, messageId: earlier.id, result: { state, reason, errorCode } });
  return { kind: 'settled', result: { kind: 'not_sent', reason } };
}

/** The rules refuse a message without a usable address long before it is claimed. */
export function usable(address: AddressCheck): string {
  if (address.kind !== 'usable') throw new Error('a message is claimed for a usable address only');
  return address.address;
}

/** The rules refuse a message that rests on nothing. */
export function rests({ facts }: ClaimReading): ContactBasis {
  if (facts.basis === null) throw new Error('a message is claimed on a basis only');
  return facts.basis;
}
