import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Flow } from '../domain/flow/flow.ts';
import type { FlowCursor } from '../domain/flow/flow-cursor.ts';
import type { SeenEvent } from '../domain/flow/flow-event.ts';
import type { CampaignChanged } from '../domain/flow/move-people.ts';
import type { RecoveryEnd, RecoveryStage, Skipped, StepResult } from '../domain/recovery.ts';
import type { RecoveryState } from '../domain/recovery-state.ts';

/** Everything that the outside may know of the workflows: names, ids, signals, queries, task queues. */

export const taskQueues = {
  recovery: 'recovery',
  prediction: 'prediction',
  reconciliation: 'reconciliation',
  reports: 'reports',
  training: 'training',
  rollouts: 'rollouts',
  delivery: { email: 'delivery-email', sms: 'delivery-sms', push: 'delivery-push' },
} as const;

export const recoverCartWorkflow = 'recoverCart';

/** `n` counts the recoveries of one cart, so that a started one is never started again. */
export function recoveryWorkflowId(storeId: string, cartId: string, n: number): string {
  return `recovery/${storeId}/${cartId}/${n}`;
}

/** What an operator filters lists of recoveries by. Ids and codes only. */
export const searchAttributes = {
  storeId: defineSearchAttributeKey('StoreId', SearchAttributeType.KEYWORD),
  customerId: defineSearchAttributeKey('CustomerId', SearchAttributeType.KEYWORD),
  campaignId: defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD),
  /** `waiting`, `paused` or `ended`: shorter stages would cost more history than they tell. */
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD),
} as const;

export interface RecoverCart {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly campaignId: string;
  readonly campaignVersion: number;
  /** When the cart became abandoned, wall clock, epoch milliseconds. */
  readonly abandonedAt: number;
  /** Trace of the event that the cart was abandoned after (`domain/trace-context.ts`); absent: it named none. */
  readonly traceparent?: string;
  /** What an earlier run of the same recovery hands over; absent: this one is the first. */
  readonly carried?: CarriedRecovery;
}

/** All that a recovery knows, from one run of its workflow to the next. */
export interface CarriedRecovery {
  readonly state: RecoveryState;
  readonly flow: Flow;
  readonly cursor: FlowCursor | null;
  readonly change: CampaignChanged | null;
  readonly readAt: number;
  readonly seen: readonly SeenEvent[];
  readonly mirrored: string | null;
  readonly skipped: readonly Skipped[];
}

export const reconcileStoreWorkflow = 'reconcileStore';

/** One schedule per integration; its workflows go by the same name. */
export function reconciliationScheduleId(storeId: string, integrationId: string): string {
  return `reconciliation/${storeId}/${integrationId}`;
}

export interface ReconcileStore {
  readonly storeId: string;
  readonly integrationId: string;
}

export const sendReportWorkflow = 'sendReport';

/** One schedule per report; its workflows go by the same name. */
export function reportScheduleId(storeId: string, reportId: string): string {
  return `report/${storeId}/${reportId}`;
}

/** A test of a report, started once however often it is tried. */
export function reportTestWorkflowId({
  storeId,
  reportId,
  runId,
}: {
  readonly storeId: string;
  readonly reportId: string;
  readonly runId: string;
}): string {
  return `report-test/${storeId}/${reportId}/${runId}`;
}

export interface SendReport {
  readonly storeId: string;
  readonly reportId: string;
  /** A test that was asked for; null: the report is due. */
  readonly runId: string | null;
}

export const trainModelWorkflow = 'trainModel';

export function trainingWorkflowId(runId: string): string {
  return `training/${runId}`;
}

export interface TrainModel {
  readonly runId: string;
}

export const requestTrainingWorkflow = 'requestTraining';

/** One schedule for all stores; its workflows go by the same name. */
export const trainingScheduleId = 'training-schedule';

export interface RequestedTraining {
  readonly asked: number;
  /** Scopes that were due and have too few buyers. */
  readonly tooFew: number;
}

export const rollOutModelWorkflow = 'rollOutModel';

/** One per rollout, however often its start is tried. */
export function rolloutWorkflowId(rolloutId: string): string {
  return `rollout/${rolloutId}`;
}

export interface RollOutModel {
  /** Null: of the platform. */
  readonly storeId: string | null;
  readonly rolloutId: string;
}

/** Somebody held a rollout, let it go on, or took its version out. Their row says so too: a signal only cuts a wait short. */
export const holdRollout = defineSignal('holdRollout');
export const resumeRollout = defineSignal('resumeRollout');
export const undoRollout = defineSignal('undoRollout');

export interface OrderPlaced {
  readonly orderId: string;
  readonly cause: 'purchased' | 'purchased_elsewhere';
}
export interface CartUpdated {
  readonly empty: boolean;
  readonly lastActivityAt: number;
  /** Absent: the cart has not come further than `cart`. */
  readonly stage?: 'checkout' | 'payment';
}
export interface ConsentChanged {
  readonly channel: 'email' | 'sms' | 'push';
  readonly status: 'granted' | 'denied';
}
export interface CampaignPaused {
  readonly paused: boolean;
}

export const orderPlaced = defineSignal<[OrderPlaced]>('orderPlaced');
export const cartUpdated = defineSignal<[CartUpdated]>('cartUpdated');
export const consentChanged = defineSignal<[ConsentChanged]>('consentChanged');
export const campaignPaused = defineSignal<[CampaignPaused]>('campaignPaused');
export const superseded = defineSignal('superseded');
/** The person answered a message: somebody of the store looks before anything more goes out. */
export const replied = defineSignal('replied');
/** Whatever else a flow may ask for. */
export const happened = defineSignal<[SeenEvent]>('happened');
/** A new version of the campaign takes the recovery over, or lets it go. */
export const campaignChanged = defineSignal<[CampaignChanged]>('campaignChanged');
/** An operator's own signals. */
export const pauseRecovery = defineSignal('pauseRecovery');
export const resumeRecovery = defineSignal('resumeRecovery');
export const skipWait = defineSignal('skipWait');
export const stopRecovery = defineSignal('stopRecovery');

export interface RecoveryStatus {
  readonly stage: RecoveryStage;
  readonly waitsFor: string | null;
  readonly waitsUntil: number | null;
  readonly paused: boolean;
  readonly probability: number | null;
  readonly steps: readonly StepResult[];
  readonly end: RecoveryEnd | null;
}
export const recoveryStatus = defineQuery<RecoveryStatus>('recoveryStatus');
