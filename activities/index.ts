import { createEndRecovery } from './end-recovery.ts';
import { createGiveUpLook } from './give-up-look.ts';
import { createGiveUpMessage } from './give-up-message.ts';
import { createOpenRecovery } from './open-recovery.ts';
import { createPredictPurchase, type PredictionDeps } from './predict-purchase.ts';
import { createReadContext } from './read-context.ts';
import { createReconcile, type ReconciliationDeps } from './reconcile.ts';
import { createRecordProgress } from './record-progress.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import type { DeliveryDeps } from './send.ts';
import { createSendEmail } from './send-email.ts';
import { createSendPush } from './send-push.ts';
import { createSendSms } from './send-sms.ts';

/** Quick work on PostgreSQL, run beside the workflow (queue `recovery`). */
export function createRecoveryActivities(deps: RecoveryDeps) {
  return {
    openRecovery: createOpenRecovery(deps),
    readContext: createReadContext(deps),
    recordProgress: createRecordProgress(deps),
    giveUpMessage: createGiveUpMessage(deps),
    endRecovery: createEndRecovery(deps),
  };
}
export type RecoveryActivities = ReturnType<typeof createRecoveryActivities>;

/** One activity per channel, each on the queue of its channel. */
export function createDeliveryActivities(deps: DeliveryDeps) {
  return {
    email: { sendEmail: createSendEmail(deps) },
    sms: { sendSms: createSendSms(deps) },
    push: { sendPush: createSendPush(deps) },
  };
}
export type DeliveryActivities = ReturnType<typeof createDeliveryActivities>;

/** Queue `prediction`. */
export function createPredictionActivities(deps: PredictionDeps) {
  return { predictPurchase: createPredictPurchase(deps) };
}
export type PredictionActivities = ReturnType<typeof createPredictionActivities>;

/** Questions to the shops' platforms (queue `reconciliation`). */
export function createReconciliationActivities(deps: ReconciliationDeps) {
  return { reconcile: createReconcile(deps), giveUpLook: createGiveUpLook(deps) };
}
export type ReconciliationActivities = ReturnType<typeof createReconciliationActivities>;
