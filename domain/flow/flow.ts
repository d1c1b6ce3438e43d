import { type CampaignStep, type StepConditions, stepsPerCampaignMax } from '../campaign.ts';
import { type ChannelChoice, channels } from '../channel.ts';
import { minuteMs } from '../duration.ts';
import type { EventKey, FlowEventName } from './flow-event.ts';
import type { TimeWindow } from './time-window.ts';

/**
 * A campaign as a program of steps. A recovery stands at one step (`flow-cursor.ts`), `nextMove` says what follows from
 * that and from what is known of the cart, and a version is never changed once somebody stands in it.
 *
 * @example
 * { version: 1, start: 'an-hour', steps: [
 *   { id: 'an-hour', kind: 'wait', until: 'duration', ms: 3_600_000, next: 'reminder' },
 *   { id: 'reminder', kind: 'send', channel: 'email', template: 'cart-reminder-1', ..., next: 'done' },
 *   { id: 'done', kind: 'end' } ], ... }
 */
export interface Flow {
  /** Grows with each version of the campaign. */
  readonly version: number;
  /** Whom the flow takes in. */
  readonly entry: FlowConditions;
  /** The first event of these since the entry ends the flow, wherever somebody stands in it. */
  readonly exits: readonly FlowEvent[];
  /** The most messages that one recovery sends, all versions together. */
  readonly messagesMax: number;
  readonly start: string;
  readonly steps: readonly FlowStep[];
}

/** A flow as it is written; its version is that of the campaign. */
export type FlowProgram = Omit<Flow, 'version'>;

/** Ids are stable over versions and are part of the messages' identity: lower-case letters, digits, dashes and underscores. */
export type FlowStep = SendStep | WaitStep | BranchStep | SplitStep | OfferStep | GoalStep | EndStep;

export interface SendStep {
  readonly id: string;
  readonly kind: 'send';
  readonly channel: ChannelChoice;
  readonly template: string;
  readonly conditions: StepConditions;
  /** The least purchase probability that the message asks for; null: it asks for none. */
  readonly probabilityMin: number | null;
  /** Goes out only while a clock in the person's zone stands in it; null: at any time. */
  readonly window: TimeWindow | null;
  /** Store time after which the message is late enough to be left out; null: the usual time (`compile-rules.ts`). */
  readonly staleAfterMs: number | null;
  readonly next: string;
}

export type WaitStep = {
  readonly id: string;
  readonly kind: 'wait';
} & (
  | { readonly until: 'duration' /** Store time. */; readonly ms: number; readonly next: string }
  /** Until a clock in the person's zone stands in the window. */
  | { readonly until: 'window'; readonly window: TimeWindow; readonly next: string }
  /** Until an event about the cart or the person, since the entry into the flow; without one, for `withinMs` of store time. */
  | {
      readonly until: 'event';
      readonly event: FlowEvent;
      readonly withinMs: number;
      readonly next: string;
      readonly onTimeout: string;
    }
  /**
   * Until the first of several messages is due that is not done and could reach the person; each comes back to this wait.
   * Without such a message: `next`.
   */
  | { readonly until: 'first_due'; readonly touches: readonly Touch[]; readonly next: string }
);

/** A message of its own time, counted from the abandonment. */
export interface Touch {
  /** A `send` step whose `next` is the wait. */
  readonly send: string;
  /** Store time. */
  readonly delayMs: number;
  /** HH:MM in the person's zone: the first one after the delay; null: right after the delay. */
  readonly localTime: string | null;
}

/** Takes the first path whose conditions hold. */
export interface BranchStep {
  readonly id: string;
  readonly kind: 'branch';
  readonly paths: readonly { readonly when: FlowConditions; readonly next: string }[];
  readonly otherwise: string;
}

/** Takes an arm by chance, and always the same one for the same recovery or person, in every version. */
export interface SplitStep {
  readonly id: string;
  readonly kind: 'split';
  readonly by: 'recovery' | 'person';
  readonly arms: readonly SplitArm[];
  /** Where the shares come from; absent: `fixed`. */
  readonly allocation?: SplitAllocation | undefined;
  /** The least share of an arm while the shares are learned; absent: `splitFloorPercent.usual`. */
  readonly floorPercent?: number | undefined;
  /** The share of people whose arm is drawn evenly while the others' is chosen; absent: `splitBaselinePercent.usual`. */
  readonly baselinePercent?: number | undefined;
  /**
   * Of `personal`: id of the version of a policy that chooses (`domain/uplift/`), and then the baseline takes the first arm, which is
   * what is done without it; absent: what is known of the person does.
   */
  readonly policy?: string | undefined;
  /** Of `personal` without a policy: by what an arm is chosen; absent: `history`. */
  readonly choosesBy?: SplitChooser | undefined;
  /** What an arm is better by; absent: `recovered`. */
  readonly goal?: SplitGoal | undefined;
}

/**
 * `fixed`: as the arms say; `learning`: by what is known of each arm, until one of them has won; `personal`: by what is known
 * of the person, beside a baseline whose arm is drawn evenly (`domain/personal/`).
 */
export const splitAllocations = ['fixed', 'learning', 'personal'] as const;
export type SplitAllocation = (typeof splitAllocations)[number];
/**
 * `history`: what became of the person's own messages, and else of the store's; `context`: what the arms brought for carts and people
 * alike, learned from whose time to buy is over (`domain/personal/learned-context.ts`).
 */
export const splitChoosers = ['history', 'context'] as const;
export type SplitChooser = (typeof splitChoosers)[number];
/** Counts the lists of features that a context had (`domain/personal/split-context.ts`). */
export const splitContextVersion = 1;
/** `recovered`: the share of people who buy; `revenue`: what a person spends. */
export const splitGoals = ['recovered', 'revenue'] as const;
export type SplitGoal = (typeof splitGoals)[number];
/** So much of the people still comes to an arm that does badly: else a bad beginning would never be corrected. */
export const splitFloorPercent = { min: 1, max: 25, usual: 5 } as const;
/** With a smaller baseline nobody would find out whether choosing pays. */
export const splitBaselinePercent = { min: 10, max: 50, usual: 20 } as const;

export interface SplitArm {
  /** Stable over versions: an arm keeps its people as long as its id is. */
  readonly id: string;
  /** Relative to the other arms. */
  readonly share: number;
  readonly next: string;
}

/** From here on the messages of the recovery may carry this offer; what each carries is decided when it goes out. */
export interface OfferStep {
  readonly id: string;
  readonly kind: 'offer';
  /** Key of an offer of the store. */
  readonly offer: string;
  readonly next: string;
}

/** Counts whoever comes by. */
export interface GoalStep {
  readonly id: string;
  readonly kind: 'goal';
  readonly next: string;
}

export interface EndStep {
  readonly id: string;
  readonly kind: 'end';
}

export interface FlowEvent {
  readonly name: FlowEventName;
  /** `cart`: about the cart that the recovery is of; `person`: about any of theirs. */
  readonly key: EventKey;
}

/** All that are set have to hold. Those on the prediction do not hold without one. */
export interface FlowConditions extends StepConditions {
  /** Orders of the person before this cart was abandoned. */
  readonly ordersBeforeMin?: number;
  readonly ordersBeforeMax?: number;
  /** Messages that this recovery has sent. */
  readonly messagesMin?: number;
  readonly messagesMax?: number;
  /** Whether the person clicked on a message of this recovery. */
  readonly clicked?: boolean;
  /** Whether a message of this recovery was opened, by the person or by a machine of theirs. */
  readonly opened?: boolean;
}

export const stepsPerFlowMax = 60;
export const pathsPerBranchMax = 10;
export const armsPerSplitMax = 10;
export const exitsPerFlowMax = 10;
export const messagesPerRecoveryMax = stepsPerCampaignMax * channels.length;
/** How often one recovery comes to one step; who would come again has reached the end of the flow. */
export const visitsPerStepMax = 20;
/** A shorter wait does not keep a loop from turning on the spot. */
export const loopWaitMsMin = minuteMs;

/** The step of a flow by its id; an id that it does not have is a bug of the caller: `checkFlow` refuses such flows. */
export function stepOf(flow: Flow, id: string): FlowStep {
  const step = flow.steps.find((one) => one.id === id);
  if (!step) throw new Error(`the flow has no step ${id}`);
  return step;
}

/** The messages of a flow as rules, in the order in which they are written. */
export function messagesOf({ steps }: Pick<Flow, 'steps'>): readonly CampaignStep[] {
  return steps.filter((step) => step.kind === 'send').map(ruleOf);
}

/** A send step as a rule, for what decides over rules. Its time is decided by the flow. */
export function ruleOf({ id, channel, template, conditions, probabilityMin }: SendStep): CampaignStep {
  const rule = { id, channel, template, conditions, delayMs: 0 };
  return probabilityMin === null
    ? { ...rule, trigger: 'cart_abandoned' }
    : { ...rule, trigger: 'prediction_high', probabilityMin };
}
