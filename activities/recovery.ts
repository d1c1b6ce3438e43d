import type { Logger } from 'pino';
import type { Database } from '../db/postgres/tenancy.ts';
import type { OpenedRecovery, PredictedPurchase, RecoverySnapshot } from '../domain/recovery.ts';
import { traceIdIn } from '../domain/trace-context.ts';
import { type GiveUpMessage, giveUpMessage } from '../services/messaging/messages/give-up.ts';
import type { SendOutcome } from '../services/messaging/messages/send.ts';
import type { ServedUplift } from '../services/prediction/uplift/served-uplift.ts';
import { type EndRecovery, endRecovery } from '../services/recovery/recoveries/end.ts';
import { openRecovery } from '../services/recovery/recoveries/open.ts';
import type { CartOfRecovery } from '../services/recovery/recoveries/predict.ts';
import { type RecoveryKey, readContext } from '../services/recovery/recoveries/read-context.ts';
import { type RecoveryProgress, recordProgress } from '../services/recovery/recoveries/record-progress.ts';
import { type TakeArm, takeArm } from '../services/recovery/splits/take-arm.ts';
import type { RecoverCart } from '../workflows/contract.ts';
import { inActivity } from './in-activity.ts';

export interface RecoveryDeps {
  readonly log: Logger;
  readonly database: Pick<Database, 'app'>;
  /** Asks the model of a policy that goes by one. */
  readonly uplift: ServedUplift;
  /** Asks the model that this process serves, if it does. */
  readonly predictAtOnce: (cart: CartOfRecovery) => Promise<PredictedPurchase | undefined>;
  /** Told of every question of a split to its policy: it decided, or why the rules apply. */
  readonly onPolicyAsked: (result: string) => void;
}

/** Quick work on PostgreSQL, and a question to a model that may stay without an answer, run beside the workflow (queue `recovery`). */
export function createRecoveryActivities({ log, database, uplift, predictAtOnce, onPolicyAsked }: RecoveryDeps) {
  return {
    /**
     * Reads what a recovery decides on, at its beginning, and asks the model where that takes no way to another process: an
     * activity of its own is five events of history and a task of the workflow more.
     */
    openRecovery: (input: RecoverCart): Promise<OpenedRecovery> =>
      inActivity(withTrace(log, input), async () => {
        const snapshot = await openRecovery(database, input);
        const prediction = snapshot.end ? undefined : await predictAtOnce(input);
        return prediction === undefined ? snapshot : { ...snapshot, prediction };
      }),

    /** Reads again what a recovery decides on, after something has changed. */
    readContext: (input: RecoveryKey): Promise<RecoverySnapshot> => inActivity(log, () => readContext(database, input)),

    /** Draws the arm of a split, once; whoever has one keeps it. */
    takeArm: (input: TakeArm): Promise<{ readonly armId: string }> =>
      inActivity(log, async () => {
        const { armId, asked } = await takeArm(database, input, new Date(), uplift);
        if (asked !== null) onPolicyAsked(asked);
        return { armId };
      }),

    /** Mirrors where a recovery stands, and what it decided not to send. */
    recordProgress: (input: RecoveryProgress): Promise<void> => inActivity(log, () => recordProgress(database, input)),

    /** Settles a message whose retries are used up. */
    giveUpMessage: (input: GiveUpMessage): Promise<SendOutcome> =>
      inActivity(log, () => giveUpMessage(database, input)),

    /** Records how a recovery ended. */
    endRecovery: (input: EndRecovery): Promise<void> => inActivity(log, () => endRecovery(database, input)),
  };
}

export type RecoveryActivities = ReturnType<typeof createRecoveryActivities>;

function withTrace(log: Logger, { traceparent }: RecoverCart): Logger {
  return traceparent === undefined ? log : log.child(traceIdIn(traceparent));
}
