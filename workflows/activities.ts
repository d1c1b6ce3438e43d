import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DeliveryActivities } from '../activities/delivery.ts';
import type { PredictionActivities } from '../activities/prediction.ts';
import type { ReconciliationActivities } from '../activities/reconciliation.ts';
import type { RecoveryActivities } from '../activities/recovery.ts';
import type { ReportActivities } from '../activities/reports.ts';
import type { RolloutActivities } from '../activities/rollouts.ts';
import type { TrainingActivities } from '../activities/training.ts';
import { attemptMsMax } from '../domain/send-attempt.ts';
import { taskQueues } from './contract.ts';

/** Every activity of the workflows with all its limits. */

/**
 * PostgreSQL, and the model of a policy for three seconds: run within the workflow task, one event of history each. They must not fail,
 * so they go on trying.
 */
export const { openRecovery, readContext, takeArm, recordProgress, giveUpMessage, endRecovery } =
  proxyLocalActivities<RecoveryActivities>({
    startToCloseTimeout: '10 seconds',
    localRetryThreshold: '30 seconds',
    retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });

/** Nice to have: a step that needs it waits this long at most, every other step not at all. */
export const { predictPurchase } = proxyActivities<PredictionActivities>({
  taskQueue: taskQueues.prediction,
  startToCloseTimeout: '5 seconds',
  scheduleToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 3 },
  summary: 'Predict the purchase',
});

/**
 * A claim, a vendor's answer and a record. A vendor that is down gets this long; a message that is later than that is
 * better not sent. What a vendor says about when to come back goes before these intervals. The time limit alone ends
 * the attempts: waiting for the pipeline after an outage takes some as well, and none of them reaches a vendor.
 */
const delivery = {
  startToCloseTimeout: attemptMsMax,
  scheduleToCloseTimeout: '3 hours',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '2 minutes' },
} as const;

export const { sendEmail } = proxyActivities<DeliveryActivities['email']>({
  ...delivery,
  taskQueue: taskQueues.delivery.email,
  summary: 'Send an e-mail',
});
export const { sendSms } = proxyActivities<DeliveryActivities['sms']>({
  ...delivery,
  taskQueue: taskQueues.delivery.sms,
  summary: 'Send an SMS',
});
export const { sendPush } = proxyActivities<DeliveryActivities['push']>({
  ...delivery,
  taskQueue: taskQueues.delivery.push,
  summary: 'Send a push message',
});

/**
 * Asks a shop's platform page by page; a platform that is away is tried for half an hour, then the next look has to do.
 * What it found before a break is known by its ids when it is found again.
 */
export const { reconcile } = proxyActivities<ReconciliationActivities>({
  taskQueue: taskQueues.reconciliation,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '30 minutes',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
  summary: 'Ask the platform for what was missed',
});

export const { giveUpLook } = proxyActivities<ReconciliationActivities>({
  taskQueue: taskQueues.reconciliation,
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '30 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'Record that the look came to nothing',
});

/** Reports: PostgreSQL only. They must not fail, so they go on trying for longer than an outage takes. */
export const { openReport, giveUpReport, endReport } = proxyActivities<ReportActivities>({
  taskQueue: taskQueues.reports,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
  summary: 'Record where a report stands',
});

/** A handful of questions to analytics, which may be away: a report that is later than that is better looked up there. */
export const { countReport } = proxyActivities<ReportActivities>({
  taskQueue: taskQueues.reports,
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  summary: 'Count the numbers of a report',
});

/** A vendor or a webhook that is down gets this long; what it says about when to come back goes before these intervals. */
export const { deliverReport } = proxyActivities<ReportActivities>({
  taskQueue: taskQueues.reports,
  startToCloseTimeout: attemptMsMax,
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '20 minutes' },
  summary: 'Send a report to one recipient',
});

/** Reads the carts of months, a page at a time; asked again it finds the same. */
export const { collectTraining } = proxyActivities<TrainingActivities>({
  taskQueue: taskQueues.training,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 5 },
  summary: 'Collect carts with a known end',
});

/** PostgreSQL only. What is not asked for today is asked for tomorrow. */
export const { requestDueTraining } = proxyActivities<TrainingActivities>({
  taskQueue: taskQueues.training,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '6 hours',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
  summary: 'Ask for models that are due',
});

/** A minute of a core, and some more at the first run, which sets up the trainer's packages. */
export const { fitModel } = proxyActivities<TrainingActivities>({
  taskQueue: taskQueues.training,
  startToCloseTimeout: '45 minutes',
  scheduleToCloseTimeout: '90 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 3 },
  summary: 'Train, evaluate and register',
});

/** PostgreSQL only. It must not fail, so it goes on trying for longer than an outage takes. */
export const { closeTraining } = proxyActivities<TrainingActivities>({
  taskQueue: taskQueues.training,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
  summary: 'Record the end of a run',
});
/**
 * Rollouts: PostgreSQL only. What people get has to follow what was decided, so they go on trying for longer than an outage takes; a
 * rollout that cannot be looked at stays where it is.
 */
const rollouts = {
  taskQueue: taskQueues.rollouts,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '30 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
} as const;

export const { openRollout } = proxyActivities<RolloutActivities>({
  ...rollouts,
  summary: 'Read the plan of the rollout',
});
export const { enterStage } = proxyActivities<RolloutActivities>({ ...rollouts, summary: 'Enter a stage' });
export const { lookAtRollout } = proxyActivities<RolloutActivities>({ ...rollouts, summary: 'Look at the gates' });
export const { endRollout } = proxyActivities<RolloutActivities>({ ...rollouts, summary: 'End the rollout' });
