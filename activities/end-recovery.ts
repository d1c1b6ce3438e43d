import { type EndRecovery, endRecovery } from '../services/recovery/recoveries/end.ts';
import { inActivity } from './in-activity.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Records how a recovery ended. */
export function createEndRecovery({ log, database }: RecoveryDeps) {
  return (input: EndRecovery): Promise<void> => inActivity(log, () => endRecovery(database, input));
}
