import type { ArmSums } from '../domain/experiments/arm-sums.ts';
import type { ArmFigures, RolloutFigures, StageComparison } from '../domain/rollout/figures.ts';
import type { GateResult } from '../domain/rollout/gates.ts';
import { judge } from '../domain/rollout/judge.ts';
import type { RolloutPlan } from '../domain/rollout/plan.ts';
import { nextMove } from '../domain/rollout/rollout.ts';
import { maturedFigures, type ScoredCart } from '../domain/rollout/scored-carts.ts';
import { shiftBins } from '../domain/rollout/shift-limit.ts';

/** What is planted; nothing: the candidate is another version that is exactly as good. */
export interface SimulatedVersion {
  /** What becomes of a chance that was right. */
  readonly chance?: (right: number) => number;
  readonly errorShare?: number;
  readonly slowShare?: number;
  readonly unsubscribeTimes?: number;
  readonly spendTimes?: number;
}

export interface SimulatedRollout {
  readonly end: 'promoted' | 'rolled_back' | 'still_running';
  /** Share of carts that the version answered for when it ended, percent. */
  readonly percent: number;
  readonly carts: number;
  readonly answered: number;
  readonly looks: number;
  /** Those that rolled it back. */
  readonly against: readonly GateResult[];
}

const levels = 20;
/** Matured carts of a stage; more of them would only take longer. */
const rowsMax = { shadow: 3_000, canary: 700 };
const rate = { message: 0.5, error: 0.004, slow: 0.004, unsubscribe: 0.01, complaint: 0.002 };

/** Buys by two signals of which each version knows one, and so both are calibrated, differ from cart to cart, and are equally good. */
const signals = Array.from({ length: levels }, (_, level) => (2 * level) / (levels - 1) - 1);
const buys = (one: number, other: number) => 1 / (1 + Math.exp(2 - 1.2 * one - 1.2 * other));
const known = signals.map((one) => signals.reduce((sum, other) => sum + buys(one, other), 0) / levels);

interface Arm {
  carts: number;
  messages: number;
  unsubscribes: number;
  complaints: number;
  people: number;
  sum: number;
  squares: number;
  buyers: number;
}

/** Plays a rollout with made-up carts, `cartsPerLook` between two looks, until it ends or `carts` have come. */
export function simulateRollout(
  plan: RolloutPlan,
  {
    version,
    cartsPerLook,
    cartsMax,
  }: { readonly version: SimulatedVersion; readonly cartsPerLook: number; readonly cartsMax: number },
  random: () => number,
): SimulatedRollout {
  const past: StageComparison[] = [];
  let [carts, answered, looks] = [0, 0, 0];
  let stage = createStage();
  let at = 0;
  while (carts < cartsMax) {
    const percent = plan.stages[at]?.percent ?? 0;
    for (let n = 0; n < cartsPerLook; n++) answered += stage.cart(percent, version, random) ? 1 : 0;
    carts += cartsPerLook;
    looks += 1;
    const figures = stage.figures(percent, past);
    const { verdict, gates } = judge(plan, at, figures);
    const move = nextMove(plan, { stage: at, verdict, isHeld: false, stageMs: Number.POSITIVE_INFINITY });
    if (move.kind === 'stay') continue;
    const ended = { percent, carts, answered, looks };
    if (move.kind === 'promote') return { ...ended, end: 'promoted', against: [] };
    if (move.kind === 'roll_back')
      return { ...ended, end: 'rolled_back', against: gates.filter((gate) => gate.verdict === 'roll_back') };
    if (percent > 0) past.push(...figures.stages.slice(-1));
    stage = createStage();
    at = move.stage;
  }
  return { end: 'still_running', percent: plan.stages[at]?.percent ?? 0, carts, answered, looks, against: [] };
}

function createStage() {
  const scores = { asked: 0, errors: 0, missing: 0, slow: 0, p99Ms: null };
  const counts = () => new Array<number>(shiftBins).fill(0);
  const [expected, actual, halves] = [counts(), counts(), [counts(), counts()] as const];
  const rows: ScoredCart[] = [];
  let matured = maturedFigures(rows);
  const arms = { canary: createArm(), primary: createArm() };
  return {
    cart(percent: number, version: SimulatedVersion, random: () => number): boolean {
      const [one, other] = [Math.floor(random() * levels), Math.floor(random() * levels)];
      const bought = random() < buys(signals[one] ?? 0, signals[other] ?? 0);
      const isCanary = random() * 100 < percent;
      const treated = random() < rate.message;
      const [primary, right] = [known[one] ?? 0, known[other] ?? 0];
      const candidate = version.chance?.(right) ?? right;
      // What it answers itself is scored by nobody else.
      if (!isCanary) {
        scores.asked += 1;
        if (random() < (version.errorShare ?? rate.error)) scores.errors += 1;
        if (random() < (version.slowShare ?? rate.slow)) scores.slow += 1;
        count(actual, candidate);
        count(expected, primary);
        count(halves[random() < 0.5 ? 0 : 1], primary);
        if (percent !== 1 && rows.length < rowsMax[percent === 0 ? 'shadow' : 'canary'])
          rows.push({ bought, treated, candidate, primary });
      }
      if (percent > 0)
        person(isCanary ? arms.canary : arms.primary, isCanary ? version : {}, { bought, treated }, random);
      return isCanary;
    },
    figures(percent: number, past: readonly StageComparison[]): RolloutFigures {
      const { canary, primary } = arms;
      if (matured.carts < rows.length) matured = maturedFigures(rows);
      const money = { currency: 'EUR', canary: moneyOf(canary), primary: moneyOf(primary) };
      const present: StageComparison = { canary: armOf(canary), primary: armOf(primary), money: [money] };
      return {
        scores: { ...scores },
        shift: { expected, actual, halves },
        matured,
        stages: percent === 0 ? [] : [...past, present],
      };
    },
  };
}

function createArm(): Arm {
  return { carts: 0, messages: 0, unsubscribes: 0, complaints: 0, people: 0, sum: 0, squares: 0, buyers: 0 };
}

function armOf({ carts, messages, unsubscribes, complaints }: Arm): ArmFigures {
  return { carts, messages, unsubscribes, complaints };
}

function moneyOf({ people, sum, squares, buyers }: Arm): ArmSums & { buyers: number } {
  return { people, sum, squares, buyers };
}

function person(
  arm: Arm,
  { unsubscribeTimes = 1, spendTimes = 1 }: SimulatedVersion,
  { bought, treated }: { readonly bought: boolean; readonly treated: boolean },
  random: () => number,
): void {
  // Baskets are as in shops: most are small, a few are very large.
  const spent = bought ? spendTimes * Math.exp(8 + 0.9 * normal(random)) : 0;
  arm.carts += 1;
  arm.people += 1;
  arm.buyers += bought ? 1 : 0;
  arm.sum += spent;
  arm.squares += spent * spent;
  if (!treated) return;
  arm.messages += 1;
  if (random() < rate.unsubscribe * unsubscribeTimes) arm.unsubscribes += 1;
  if (random() < rate.complaint) arm.complaints += 1;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function count(bins: number[], chance: number): void {
  // By the tenths of the version that answers: `known` rises with the level.
  let below = 0;
  while (below < levels && (known[below] ?? 1) <= chance) below += 1;
  const bin = Math.min(bins.length - 1, Math.floor((below * bins.length) / (levels + 1)));
  bins[bin] = (bins[bin] ?? 0) + 1;
}
