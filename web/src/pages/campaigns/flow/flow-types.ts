import type { Campaign } from '../campaign-types.ts';

export type Flow = NonNullable<Campaign['flow']>;
export type FlowStep = Flow['steps'][number];
export type StepKind = FlowStep['kind'];
export type StepOf<Kind extends StepKind> = Extract<FlowStep, { kind: Kind }>;
export type SendStep = StepOf<'send'>;
export type WaitStep = StepOf<'wait'>;
export type FlowEvent = NonNullable<Flow['exits']>[number];
export type FlowConditions = NonNullable<Flow['entry']>;
export type TimeWindow = Extract<WaitStep, { until: 'window' }>['window'];

/** A field of a step that names another step, or of the flow: where it starts. */
export type Way = 'start' | { readonly from: string; readonly field: WayField };
export type WayField =
  | { readonly kind: 'next' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'otherwise' }
  | { readonly kind: 'path'; readonly index: number }
  | { readonly kind: 'arm'; readonly index: number }
  /** A message that a wait is for: it comes back to the wait. */
  | { readonly kind: 'touch'; readonly index: number };

export const flowLimits = {
  stepsMax: 60,
  pathsMax: 10,
  armsMax: 10,
  touchesMax: 10,
  exitsMax: 10,
  messagesMax: 30,
  countMax: 1_000,
  shareMax: 1_000,
  floorMin: 1,
  floorMax: 25,
  floorUsual: 5,
  baselineMin: 10,
  baselineMax: 50,
  baselineUsual: 20,
  waitMsMax: 30 * 86_400_000,
} as const;

export const eventNames = [
  'message_clicked',
  'message_opened',
  'checkout_started',
  'order_placed',
  'consent_granted',
] as const satisfies readonly FlowEvent['name'][];
