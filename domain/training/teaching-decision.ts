import { effectiveSampleMin } from '../uplift/off-policy.ts';
import { type ActionKind, actionKinds, kindTaken, type PolicyDecision } from '../uplift/policy-action.ts';
import { buyersMin } from './label-rows.ts';

/** A decision that says what an action changes: nothing was open too, and chance decided. */
export interface TeachingDecision {
  /** How probable each kind of action was; 0: it was not allowed. */
  readonly shares: Readonly<Record<ActionKind, number>>;
  readonly taken: ActionKind;
}

/** Null: there was nothing to choose between, or doing nothing was not open, and so there is nothing to compare with. */
export function teachingDecision(decision: PolicyDecision): TeachingDecision | null {
  const shares: Record<ActionKind, number> = { none: 0, message: 0, offer: 0 };
  for (const { kind, propensity } of decision.allowed) shares[kind] += propensity;
  if (shares.none <= 0 || actionKinds.every((kind) => kind === 'none' || shares[kind] <= 0)) return null;
  return { shares, taken: kindTaken(decision) };
}

/** Of an action and of doing nothing, where both were open: with fewer nothing is told apart. */
export const decisionsMin = 2_000;

interface Side {
  readonly decisions: number;
  readonly buyers: number;
  /** (Σw)² / Σw² of one over how probable each was: how many decisions the side is worth. */
  readonly effectiveSample: number;
}

export type LearnableActions =
  /** `none` and what can be told apart from it. */
  | { readonly kind: 'learnable'; readonly actions: readonly ActionKind[] }
  | { readonly kind: 'too_few_decisions' }
  /** Chance hardly ever decided otherwise: a few decisions would speak for all the others. */
  | { readonly kind: 'no_overlap' };

/** Counts decisions as they are read, and says which actions can be learned from them. */
export function createDecisionTally() {
  const sums = new Map<string, { decisions: number; buyers: number; w: number; ww: number }>();
  let [seen, teaching] = [0, 0];

  function sideOf(action: ActionKind, side: ActionKind): Side {
    const { decisions, buyers, w, ww } = sums.get(`${action}/${side}`) ?? { decisions: 0, buyers: 0, w: 0, ww: 0 };
    return { decisions, buyers, effectiveSample: ww === 0 ? 0 : (w * w) / ww };
  }

  return {
    /** Null: a decision that says nothing. */
    add(decision: TeachingDecision | null, bought: boolean): void {
      seen += 1;
      if (decision === null) return;
      teaching += 1;
      const { shares, taken } = decision;
      for (const action of ['message', 'offer'] as const) {
        if (shares[action] <= 0 || (taken !== action && taken !== 'none')) continue;
        const key = `${action}/${taken}`;
        const before = sums.get(key) ?? { decisions: 0, buyers: 0, w: 0, ww: 0 };
        const w = 1 / shares[taken];
        sums.set(key, {
          decisions: before.decisions + 1,
          buyers: before.buyers + Number(bought),
          w: before.w + w,
          ww: before.ww + w * w,
        });
      }
    },
    learnable(): LearnableActions {
      const found = (['message', 'offer'] as const).map((action) => {
        const sides = [sideOf(action, action), sideOf(action, 'none')];
        const isEnough =
          sides.every(({ decisions }) => decisions >= decisionsMin) &&
          sides.reduce((sum, { buyers }) => sum + buyers, 0) >= buyersMin;
        return { action, isEnough, overlaps: sides.every((side) => side.effectiveSample >= effectiveSampleMin) };
      });
      const actions = found.filter(({ isEnough, overlaps }) => isEnough && overlaps).map(({ action }) => action);
      if (actions.length > 0) return { kind: 'learnable', actions: ['none', ...actions] };
      const neverDrawn = seen >= 2 * decisionsMin && teaching < seen / 2;
      return { kind: neverDrawn || found.some(({ isEnough }) => isEnough) ? 'no_overlap' : 'too_few_decisions' };
    },
  };
}
