import type { CartStage } from './cart.ts';
import type { ChannelChoice } from './channel.ts';
import { dayMs } from './duration.ts';

/**
 * One step of a campaign: when its trigger and conditions hold, `delayMs` after the abandonment, the
 * template goes out on the channel. Rules are versioned as a whole: a recovery finishes on the version it began with.
 *
 * @example { trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'cart-reminder-1', conditions: {} }
 */
export type CampaignStep = {
  /** Stable inside the version: part of the message's identity. Lower-case letters, digits and dashes. */
  readonly id: string;
  /** Milliseconds of store time after the cart was abandoned. */
  readonly delayMs: number;
  readonly channel: ChannelChoice;
  readonly template: string;
  readonly conditions: StepConditions;
} & (
  | { readonly trigger: 'cart_abandoned' }
  /** Only when the predicted purchase probability is at least `probabilityMin`. */
  | { readonly trigger: 'prediction_high'; readonly probabilityMin: number }
  /** At the first `localTime` (HH:MM in the store's zone) that is at least `delayMs` after the abandonment. */
  | { readonly trigger: 'time_based'; readonly localTime: string }
);

/** Statuses of a campaign are part of the public API: add, never rename. */
export const campaignStatuses = ['draft', 'active', 'paused', 'archived'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

export interface StepConditions {
  /** Cart value bounds in minor units of the cart's own currency. A cart without a known value does not meet them. */
  readonly valueMinorMin?: number;
  readonly valueMinorMax?: number;
  /** ISO 4217 codes. */
  readonly currencies?: readonly string[];
  /** Absent: `cart` and `checkout`. Who waits for a payment or only looked around is written to by rules that say so alone. */
  readonly stages?: readonly CartStage[];
  readonly itemsMin?: number;
  readonly customer?: 'new' | 'returning';
  /** Purchase probability bounds, 0..1. */
  readonly probabilityMin?: number;
  readonly probabilityMax?: number;
}

export const stepsPerCampaignMax = 10;
export const stepDelayMsMax = 30 * dayMs;
