import type { RolloutCommand } from '../../../domain/rollout/rollout.ts';

/** Tells the workflow of a rollout what somebody wants; what they want is in its row already, so a lost word costs time only. */
export interface RolloutControl {
  tell(rolloutId: string, command: RolloutCommand): Promise<'told' | 'gone'>;
}
