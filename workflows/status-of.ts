import { assertNever } from '../domain/assert-never.ts';
import type { Rest } from '../domain/flow/advance-flow.ts';
import type { RecoveryStage } from '../domain/recovery.ts';
import type { RecoveryStatus } from './contract.ts';
import { type Recovery, restOf } from './recovery.ts';

/** What the query `recoveryStatus` answers: what follows from all that the recovery knows at this moment. */
export function statusOf(recovery: Recovery): RecoveryStatus {
  const { state } = recovery;
  const next = restOf(recovery)?.move ?? (state.end ? ({ kind: 'end', end: state.end } as const) : null);
  return {
    stage: next ? stageOf(next) : 'predicting',
    waitsFor: next ? stepIdOf(next) : null,
    waitsUntil: next?.kind === 'wait' ? next.untilMs : null,
    paused: next?.kind === 'paused',
    probability: state.prediction.kind === 'known' ? state.prediction.probability : null,
    steps: state.steps,
    end: next?.kind === 'end' ? next.end : null,
  };
}

function stageOf(next: Rest): RecoveryStage {
  switch (next.kind) {
    case 'wait':
      return 'waiting';
    case 'read':
    case 'await_prediction':
    case 'take_arm':
    case 'send':
    case 'skip':
      return 'sending';
    case 'paused':
      return 'paused';
    case 'end':
      return 'ended';
    default:
      return assertNever(next);
  }
}

function stepIdOf(next: Rest): string | null {
  switch (next.kind) {
    case 'wait':
    case 'read':
    case 'await_prediction':
    case 'take_arm':
      return next.stepId;
    case 'send':
    case 'skip':
      return next.step.id;
    case 'paused':
    case 'end':
      return null;
    default:
      return assertNever(next);
  }
}
