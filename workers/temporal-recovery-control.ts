import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RecoveryCommand, RecoveryControl } from '../services/recovery/recoveries/recovery-control.ts';
import { pauseRecovery, resumeRecovery, skipWait, stopRecovery } from '../workflows/contract.ts';

const signals = {
  pause: pauseRecovery,
  resume: resumeRecovery,
  'skip-wait': skipWait,
  stop: stopRecovery,
} as const satisfies Record<RecoveryCommand, unknown>;

/** An operator's commands as signals to the recovery's workflow. */
export function createTemporalRecoveryControl(client: Client): RecoveryControl {
  return {
    async tell(workflowId, command) {
      try {
        await client.workflow.getHandle(workflowId).signal(signals[command]);
        return 'told';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        throw error;
      }
    },
  };
}
