import { assertNever } from '../domain/assert-never.ts';
import { type NextTouch, nextTouch } from '../domain/next-touch.ts';
import type { RecoveryStage } from '../domain/recovery.ts';
import type { RecoveryState } from '../domain/recovery-state.ts';
import type { RecoveryStatus } from './contract.ts';

/** What the query `recoveryStatus` answers: what follows from all that the recovery knows at this moment. */
export function statusOf(state: RecoveryState): RecoveryStatus {
  const next = state.snapshot || state.end ? nextTouch(state, Date.now()) : null;
  return {
    stage: next ? stageOf(next) : 'predicting',
    waitsFor: next?.kind === 'wait' || next?.kind === 'touch' ? next.rule.id : null,
    waitsUntil: next?.kind === 'wait' ? next.untilMs : null,
    paused: next?.kind === 'paused',
    probability: state.prediction.kind === 'known' ? state.prediction.probability : null,
    touches: state.touches,
    end: next?.kind === 'end' ? next.end : null,
  };
}

function stageOf(next: NextTouch): RecoveryStage {
  switch (next.kind) {
    case 'wait':
      return 'waiting';
    case 'touch':
      return 'sending';
    case 'paused':
      return 'paused';
    case 'end':
      return 'ended';
    default:
      return assertNever(next);
  }
}
