import type { Logger } from 'pino';
import type { Gate, GateVerdict } from '../domain/rollout/gates.ts';
import type { RolloutPlan } from '../domain/rollout/plan.ts';
import { isOver, type RolloutState } from '../domain/rollout/rollout.ts';
import { type EndRollout, endRollout } from '../services/prediction/rollouts/end.ts';
import { type EnteredStage, type EnterStage, enterStage } from '../services/prediction/rollouts/enter-stage.ts';
import { type Look, lookAtRollout } from '../services/prediction/rollouts/look.ts';
import { findRollout, type RolloutDeps, type RolloutKey } from '../services/prediction/rollouts/rollout.ts';
import { inActivity } from './in-activity.ts';

export interface RolloutActivitiesDeps extends RolloutDeps {
  readonly log: Logger;
  /** Told of what each gate said, and of each end, for the metrics. */
  readonly onGate: (gate: Gate, verdict: GateVerdict) => void;
  readonly onEnd: (state: RolloutState) => void;
}

export type OpenedRollout =
  | { readonly kind: 'open'; readonly plan: RolloutPlan; readonly stage: number }
  | { readonly kind: 'over'; readonly state: RolloutState };

/** Model versions on their way to all carts (queue `rollouts`). Ids, decisions and names of gates only: figures stay in the database. */
export function createRolloutActivities(deps: RolloutActivitiesDeps) {
  return {
    /** How it goes and where it stands. */
    openRollout: (key: RolloutKey): Promise<OpenedRollout> =>
      inActivity(deps.log, async () => {
        const row = await findRollout(deps.database, key);
        if (!row) return { kind: 'over', state: 'rolled_back' };
        return isOver(row.state)
          ? { kind: 'over', state: row.state }
          : { kind: 'open', plan: row.plan, stage: row.stage };
      }),

    /** Lets the version be scored, or answer for the share of a stage. */
    enterStage: (asked: EnterStage): Promise<EnteredStage> => inActivity(deps.log, () => enterStage(deps, asked)),

    /** Counts, judges and keeps what a stage shows. */
    lookAtRollout: (key: RolloutKey): Promise<Look> =>
      inActivity(deps.log, async () => {
        const look = await lookAtRollout(deps, key);
        if (look.kind === 'seen') for (const { gate, verdict } of look.gates) deps.onGate(gate, verdict);
        return look;
      }),

    /** The version answers for all, or for nobody. */
    endRollout: (end: EndRollout): Promise<RolloutState> =>
      inActivity(deps.log, async () => {
        const state = await endRollout(deps, end);
        if (state === 'rolled_back')
          deps.log.error(
            { rolloutId: end.rolloutId, storeId: end.storeId, because: end.because, gates: end.gates },
            'a model version was rolled back',
          );
        deps.onEnd(state);
        return state;
      }),
  };
}

export type RolloutActivities = ReturnType<typeof createRolloutActivities>;
