import { assertNever } from '../domain/assert-never.ts';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import type { RecoveryStage } from '../domain/recovery.ts';
import type { RecoveryState } from '../domain/recovery-state.ts';
import type { RecoveryStatus } from './contract.ts';

/** What the query `recoveryStatus` answers: what follows from all that the recovery knows at this moment. */
export function statusOf(state: RecoveryState): RecoveryStatus {
  const next = state.snapshot || state.end ? nextStep(state, Date.now()) : null;
  return {
    stage: next ? stageOf(next) : 'predicting',
    waitsFor: next?.kind === 'wait' || next?.kind === 'step' ? next.step.id : null,
    waitsUntil: next?.kind === 'wait' ? next.untilMs : null,
    paused: next?.kind === 'paused',
    probability: state.prediction.kind === 'known' ? state.prediction.probability : null,
    steps: state.steps,
    end: next?.kind === 'end' ? next.end : null,
  };
}

function stageOf(next: NextStep): RecoveryStage {
  switch (next.kind) {
    case 'wait':
      return 'waiting';
    case 'step':
      return 'sending';
    case 'paused':
      return 'paused';
    case 'end':
      return 'ended';
    default:
      return assertNever(next);
  }
}
