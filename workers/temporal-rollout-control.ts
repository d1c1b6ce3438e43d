import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RolloutCommand } from '../domain/rollout/rollout.ts';
import type { RolloutControl } from '../services/prediction/rollouts/rollout-control.ts';
import { holdRollout, resumeRollout, rolloutWorkflowId, undoRollout } from '../workflows/contract.ts';

const signals = {
  hold: holdRollout,
  resume: resumeRollout,
  undo: undoRollout,
} as const satisfies Record<RolloutCommand, unknown>;

/** Commands as signals to the rollout's workflow. */
export function createTemporalRolloutControl(client: Pick<Client, 'workflow'>): RolloutControl {
  return {
    async tell(rolloutId, command) {
      try {
        await client.workflow.getHandle(rolloutWorkflowId(rolloutId)).signal(signals[command]);
        return 'told';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        throw error;
      }
    },
  };
}
