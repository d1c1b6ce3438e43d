import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { CampaignStep } from '../domain/campaign.ts';
import type { Channel } from '../domain/channel.ts';
import { hourMs } from '../domain/duration.ts';
import type { SplitStep } from '../domain/flow/flow.ts';
import type { OpenedRecovery, PredictedPurchase, RecoveryEnd, RecoverySnapshot } from '../domain/recovery.ts';
import type { SendOutcome } from '../services/messaging/messages/send.ts';
import type { EndRecovery } from '../services/recovery/recoveries/end.ts';
import type { RecoveryProgress } from '../services/recovery/recoveries/record-progress.ts';
import * as contract from '../workflows/contract.ts';
import { test as base } from './time-skipping.ts';

/** How the world around one recovery behaves. */
export interface Script {
  readonly rules?: readonly CampaignStep[];
  readonly snapshot?: Partial<RecoverySnapshot>;
  /** What is different when it is read again. */
  readonly snapshotAgain?: Partial<RecoverySnapshot>;
  /** What each send answers, in order; after these everything is sent. */
  readonly sends?: readonly (SendOutcome | Error)[];
  readonly probability?: number | Error;
  /** What the opening brings of it already; without it, the queue is asked. */
  readonly predictedAtOnce?: PredictedPurchase;
  /** What happens while it runs, on the server's own time. */
  readonly during?: (handle: WorkflowHandle, abandonedAt: number) => Promise<unknown>;
}

/** What a recovery did, and what it had recorded. */
export interface Played {
  readonly end: RecoveryEnd | 'cancelled';
  readonly sent: readonly SentMessage[];
  /** When a message was asked for, sent or not, epoch milliseconds of the server's clock. */
  readonly askedAt: readonly number[];
  /** Splits whose arm was asked for. */
  readonly armsAsked: readonly string[];
  readonly progress: readonly RecoveryProgress[];
  readonly ended: readonly EndRecovery[];
  /** Events of its history. */
  readonly events: number;
}

export interface SentMessage {
  readonly ruleId: string;
  readonly channel: Channel;
  /** Epoch milliseconds of the server's clock. */
  readonly at: number;
  readonly atHours: number;
  /** Key of the offer that it was asked to carry. */
  readonly offer?: string;
}

export function step(id: string, delayHours: number, change: Partial<CampaignStep> = {}): CampaignStep {
  const step = {
    id,
    trigger: 'cart_abandoned',
    delayMs: delayHours * hourMs,
    channel: 'email',
    template: id,
    conditions: {},
  };
  return { ...step, ...change } as CampaignStep;
}

const ladder = [step('first', 1), step('second', 24), step('third', 72)];

/** One recovery that is being played; the activities find it by its id. */
interface Playing {
  readonly opened: OpenedRecovery;
  readonly snapshotAgain: RecoverySnapshot;
  readonly abandonedAt: number;
  readonly probability: number | Error;
  readonly answers: (SendOutcome | Error)[];
  readonly sent: SentMessage[];
  readonly askedAt: number[];
  /** Splits whose arm was asked for. */
  readonly armsAsked: string[];
  readonly progress: RecoveryProgress[];
  readonly ended: EndRecovery[];
}

/**
 * `test` whose `play` runs a recovery on the server that skips time. Its activities are recording stand-ins: they
 * answer from the script and note what they were asked for.
 */
export const test = base.extend('play', async ({ environment, work }): Promise<(script: Script) => Promise<Played>> => {
  const stage = new Map<string, Playing>();
  const playing = (recoveryId: string): Playing => {
    const found = stage.get(recoveryId);
    if (!found) throw new Error(`no recovery ${recoveryId} is being played`);
    return found;
  };
  const sendOn =
    (channel: Channel) =>
    async ({ recoveryId, ruleId, offer }: { recoveryId: string; ruleId: string; offer?: string }) => {
      const { answers, sent, askedAt, abandonedAt } = playing(recoveryId);
      const answer = answers.shift() ?? { kind: 'sent' };
      const at = await environment.currentTimeMs();
      askedAt.push(at);
      if (answer instanceof Error) throw answer;
      const atHours = Math.round((at - abandonedAt) / hourMs);
      if (answer.kind === 'sent') sent.push({ ruleId, channel, at, atHours, ...(offer !== undefined && { offer }) });
      return answer;
    };
  const { email, sms, push } = contract.taskQueues.delivery;
  await work({
    [contract.taskQueues.recovery]: {
      openRecovery: async ({ recoveryId }: contract.RecoverCart) => playing(recoveryId).opened,
      readContext: async ({ recoveryId }: { recoveryId: string }) => playing(recoveryId).snapshotAgain,
      takeArm: async ({ recoveryId, step }: { recoveryId: string; step: SplitStep }) => {
        playing(recoveryId).armsAsked.push(step.id);
        return { armId: step.arms.at(-1)?.id ?? '' };
      },
      recordProgress: async (told: RecoveryProgress) => void playing(told.recoveryId).progress.push(told),
      giveUpMessage: async () => ({ kind: 'not_sent', reason: 'provider_unavailable' }),
      endRecovery: async (told: EndRecovery) => void playing(told.recoveryId).ended.push(told),
    },
    [contract.taskQueues.prediction]: {
      predictPurchase: async ({ recoveryId }: { recoveryId: string }) => {
        const { probability } = playing(recoveryId);
        if (probability instanceof Error) throw probability;
        return { probability, modelVersion: 'test' };
      },
    },
    [email]: { sendEmail: sendOn('email') },
    [sms]: { sendSms: sendOn('sms') },
    [push]: { sendPush: sendOn('push') },
  });

  return async (script) => {
    const abandonedAt = await environment.currentTimeMs();
    const recoveryId = randomUUID();
    const scene = sceneOf(script, abandonedAt);
    stage.set(recoveryId, scene);
    const ids = { storeId: randomUUID(), cartId: randomUUID(), customerId: randomUUID(), campaignId: randomUUID() };
    const input: contract.RecoverCart = { ...ids, recoveryId, campaignVersion: 1, abandonedAt };
    const handle = await environment.client.workflow.start(contract.recoverCartWorkflow, {
      taskQueue: contract.taskQueues.recovery,
      workflowId: contract.recoveryWorkflowId(ids.storeId, ids.cartId, 1),
      args: [input],
    });
    await script.during?.(handle, abandonedAt);
    const end = await endOf(handle);
    const { events } = await handle.fetchHistory();
    return { end, ...scene, events: events?.length ?? 0 };
  };
});

async function endOf(handle: WorkflowHandle): Promise<RecoveryEnd | 'cancelled'> {
  try {
    return await handle.result();
  } catch (error) {
    if (error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure) return 'cancelled';
    throw error;
  }
}

function sceneOf(script: Script, abandonedAt: number): Playing {
  const snapshot: RecoverySnapshot = {
    rules: script.rules ?? ladder,
    timeScale: 1,
    timeZone: 'UTC',
    idleMs: hourMs,
    cart: { stage: 'cart', valueMinor: 5_000, currency: 'EUR', items: 2, lastActivityAt: abandonedAt - hourMs },
    customer: 'new',
    channels: ['email', 'sms', 'push'],
    campaignPaused: false,
    end: null,
    ...script.snapshot,
  };
  const answers = [...(script.sends ?? [])];
  return {
    opened: { ...snapshot, ...(script.predictedAtOnce !== undefined && { prediction: script.predictedAtOnce }) },
    snapshotAgain: { ...snapshot, ...script.snapshotAgain },
    abandonedAt,
    probability: script.probability ?? 0.4,
    answers,
    sent: [],
    askedAt: [],
    armsAsked: [],
    progress: [],
    ended: [],
  };
}
