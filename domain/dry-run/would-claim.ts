import type { Channel } from '../channel.ts';
import { decideClaim } from '../claim.ts';
import { type CapAction, type CapDecision, capDecision, capRoomAt } from '../compliance/message-cap.ts';
import type { KnownWhereabouts } from '../compliance/places-of-person.ts';
import type { CountryRules, QuietHours, SendingFacts, SendingTime } from '../compliance/sending-time.ts';
import { toWallMs } from '../duration.ts';
import { type HoldoutArm, isHeldOut } from '../experiments/holdout.ts';
import type { AskClaim, AskedMessage, RehearsedCart } from '../rehearse.ts';
import { isForStage } from '../step-stage.ts';

/** A cart with what the claim of a message about it would read of its person. */
export interface DryRunCart extends RehearsedCart {
  readonly whereabouts: Omit<KnownWhereabouts, 'storeTimeZone'>;
  /** The arm that the person took in the campaign before; null: none yet. */
  readonly arm: HoldoutArm | null;
  /** Messages of other recoveries that the person got before, oldest first. */
  readonly earlier: readonly { readonly channel: Channel; readonly at: number }[];
}

/** What a store asks of every message, as it stands now. */
export interface SendingRules {
  readonly campaignId: string;
  readonly holdoutPercent: number;
  readonly quietHours: QuietHours | null;
  readonly countryRules: CountryRules;
  readonly storeTimeZone: string;
  readonly cap: {
    readonly messages: number;
    readonly messagesOfAll: number | null;
    /** Store time. */
    readonly periodMs: number;
    readonly action: CapAction;
  };
  readonly pausedChannels: readonly Channel[];
}

type TellTime = (facts: SendingFacts, atMs: number) => SendingTime;

/**
 * What the claim of a message would say, by the same decision on the same facts: hours and rules of where the person lives,
 * caps, stopped channels and the holdout.
 */
export function wouldClaim(rules: SendingRules, tellTime: TellTime): AskClaim<DryRunCart> {
  return (asked) => {
    const { cart, channel, atMs, step } = asked;
    const { lastActivityAt } = cart.snapshot.cart;
    const heldOut = isHeldOut(
      { customerId: cart.customerId, campaignId: rules.campaignId, percent: rules.holdoutPercent },
      cart.arm,
    );
    return decideClaim({
      // What ends a recovery comes as an event of its time; nobody is taken to answer a message.
      ...{
        recoveryEnd: null,
        storeActive: true,
        campaign: 'active',
        orderUnclear: false,
        replied: false,
        listed: null,
      },
      cart: {
        ...{ purchased: false, empty: false, overtaken: false, lastActivityAt },
        atStage: isForStage(step, cart.snapshot.cart.stage),
      },
      orders: { own: null, elsewhere: null, pending: null },
      ...{ knownActivityAt: lastActivityAt, abandonedAt: cart.abandonedAt },
      // Only channels that reach the person are asked for, and that rests on the same rule.
      ...{ basis: 'consent', address: 'usable', heldOut },
      channelPaused: rules.pausedChannels.includes(channel),
      sendingTime: tellTime(
        {
          ...cart.whereabouts,
          ...{ channel, quietHours: rules.quietHours, countryRules: rules.countryRules },
          phone: channel === 'sms' ? cart.whereabouts.phone : null,
          storeTimeZone: rules.storeTimeZone,
          sentOfCart: asked.sent.filter((one) => one.channel === channel && one.stepId !== step.id).length,
          abandonedAt: cart.abandonedAt,
        },
        atMs,
      ),
      cap: capOf(rules, asked),
    });
  };
}

function capOf({ cap }: SendingRules, { cart, channel, atMs, sent }: AskedMessage<DryRunCart>): CapDecision {
  const periodMs = toWallMs(cap.periodMs, cart.snapshot.timeScale);
  const recent = [...cart.earlier, ...sent].filter(({ at }) => at > atMs - periodMs);
  const ofChannel = recent.filter((one) => one.channel === channel);
  const room = [
    capRoomAt(nthNewest(ofChannel, cap.messages), periodMs),
    cap.messagesOfAll === null ? null : capRoomAt(nthNewest(recent, cap.messagesOfAll), periodMs),
  ].filter((at) => at !== null);
  return capDecision({ roomAt: room.length === 0 ? null : Math.max(...room), action: cap.action }, atMs);
}

function nthNewest(messages: readonly { readonly at: number }[], n: number): number | null {
  if (messages.length < n) return null;
  return messages.map(({ at }) => at).sort((a, b) => b - a)[n - 1] ?? null;
}
