import { assertNever } from '../assert-never.ts';
import { type ArmSummary, type ArmSums, addSums, noSums, summaryOf } from '../experiments/arm-sums.ts';
import { buyersMin } from '../experiments/comparison.ts';
import { standardErrorsOf } from '../experiments/confidence-sequence.ts';
import { totalOf } from '../statistics/divergence.ts';
import { logEvidenceAbove } from './evidence-above.ts';
import type { RolloutFigures } from './figures.ts';
import { type Gate, type GateReason, type GateResult, type GateVerdict, gateLimits } from './gates.ts';
import { alphaOf, gatesOf, type RolloutPlan, type RolloutStage } from './plan.ts';
import { psi } from './psi.ts';
import { shiftLimit } from './shift-limit.ts';
import { stratifiedDifference, stratifiedRatio } from './stratified-difference.ts';

export interface Judgement {
  readonly verdict: GateVerdict;
  readonly gates: readonly GateResult[];
}

/** Carts at which a comparison is tightest; the same for every rollout, or the promise is void (`confidence-sequence.ts`). */
const tightestAtCarts = 3_000;

/**
 * What the gates of a stage say of what one look saw. One that says roll back is enough; otherwise one that holds is. Every gate may be
 * asked at every look: over all of them, a version as good as the one that answers is rolled back in 5 of 100 rollouts at most.
 */
export function judge(plan: RolloutPlan, stage: number, figures: RolloutFigures): Judgement {
  const its = plan.stages[stage];
  if (!its) return { verdict: 'pass', gates: [] };
  const alpha = alphaOf(plan);
  const gates = gatesOf(plan, stage).map((gate) => judgeGate(gate, { stage: its, figures, alpha }));
  const said = (verdict: GateVerdict) => gates.some((gate) => gate.verdict === verdict);
  return { verdict: said('roll_back') ? 'roll_back' : said('hold') ? 'hold' : 'pass', gates };
}

interface Asked {
  readonly stage: RolloutStage;
  readonly figures: RolloutFigures;
  readonly alpha: number;
}

function judgeGate(gate: Gate, asked: Asked): GateResult {
  const { scores } = asked.figures;
  switch (gate) {
    case 'errors':
      return shareGate(gate, asked, scores.errors, gateLimits.errorShare);
    case 'nulls':
      return shareGate(gate, asked, scores.missing, gateLimits.nullShare);
    case 'latency':
      return shareGate(gate, asked, scores.slow, gateLimits.slowShare);
    case 'scores_shift':
      return shiftGate(asked);
    case 'auc':
      return aucGate(asked);
    case 'log_loss':
      return lossGate(asked);
    case 'calibration':
      return calibrationGate(asked);
    case 'unsubscribes':
    case 'complaints':
      return refusalGate(gate, asked);
    case 'revenue':
      return revenueGate(asked);
    default:
      return assertNever(gate);
  }
}

/** How much was seen of how much has to be, and about how many carts of the scope bring one more. */
interface Sample {
  readonly seen: number;
  readonly min: number;
  readonly cartsPerOne: number | null;
}

/** What was measured, and how strongly it speaks against the version: 1 is beyond chance over all looks, a half looks so. */
interface Measured {
  readonly figure: number | null;
  readonly limit: number | null;
  readonly against: number;
}

/**
 * No data is neither good nor bad, and too little of it passes nothing; what is surely worse is rolled back however little was seen.
 */
function result(gate: Gate, sample: Sample, { figure, limit, against }: Measured): GateResult {
  const reason = reasonOf(sample, figure, against);
  const missing = Math.max(0, sample.min - sample.seen);
  return {
    ...{ gate, reason, figure, limit },
    verdict: reason === 'within' ? 'pass' : reason === 'worse' ? 'roll_back' : 'hold',
    sample: sample.seen,
    sampleMin: sample.min,
    cartsMissing: missing === 0 || sample.cartsPerOne === null ? null : Math.ceil(missing * sample.cartsPerOne),
  };
}

function reasonOf({ seen, min }: Sample, figure: number | null, against: number): GateReason {
  if (against >= 1) return 'worse';
  if (seen === 0) return 'no_data';
  if (seen < min) return 'too_few';
  if (figure === null) return 'no_data';
  return against >= suspiciousFrom ? 'suspicious' : 'within';
}

/** Half of the evidence that a roll-back takes. */
const suspiciousFrom = 0.5;

/** Of the canary's carts one comes with so many of the scope; a shadow scores all of them. */
function cartsPerScore({ percent }: RolloutStage): number {
  return percent === 0 ? 1 : 100 / percent;
}

function evidenceFor(logEvidence: number, alpha: number): number {
  return Math.max(0, logEvidence / -Math.log(alpha));
}

/** Carts that it scored as a shadow; once it answers, those that it answered for: a share that gets nothing proves nothing. */
function scoresSample({ stage, figures }: Asked): Sample {
  const seen = stage.percent === 0 ? figures.scores.asked : (figures.stages.at(-1)?.canary.carts ?? 0);
  return { seen, min: stage.samples.scores, cartsPerOne: cartsPerScore(stage) };
}

function shareGate(gate: Gate, all: Asked, count: number, limit: number): GateResult {
  const { figures, alpha } = all;
  const { asked } = figures.scores;
  return result(gate, scoresSample(all), {
    figure: asked === 0 ? null : count / asked,
    limit,
    against: evidenceFor(logEvidenceAbove(count, asked, limit), alpha),
  });
}

function shiftGate(all: Asked): GateResult {
  const { figures, alpha } = all;
  const { shift } = figures;
  const { min } = scoresSample(all);
  const { value, criticalValue } = psi(shift.expected, shift.actual);
  const known = totalOf(shift.actual) >= min && totalOf(shift.expected) >= min;
  const limit = known ? shiftLimit(shift, { tolerated: gateLimits.scoresShift, alpha, sampleMin: min }) : null;
  // Beyond what is tolerated and beyond what chance brings, it is looked at again before the limit of all looks is reached.
  const suspicious = (Math.sqrt(gateLimits.scoresShift) + Math.sqrt(criticalValue)) ** 2;
  const shifted = limit === null ? 0 : value > limit ? 1 : value > suspicious ? suspiciousFrom : 0;
  return result('scores_shift', scoresSample(all), {
    figure: totalOf(shift.actual) === 0 ? null : value,
    // Where the shift is right, there is nothing that it is held against.
    ...(shifted > 0 && whatCameTrue(figures) === 'for' ? { limit: null, against: 0 } : { limit, against: shifted }),
    ...(shifted === 1 && whatCameTrue(figures) === 'unknown' && { against: suspiciousFrom }),
  });
}

/** Of the log loss: beyond chance at one look, which is enough to excuse a shift, since every other gate judges the version as well. */
const excusedErrors = 1.645;
/** With fewer matured carts single buyers decide. */
const excusedFromCarts = 200;
/** With so many a version that is right about a large shift is better than the one that answers in 99 of 100 cases. */
const excusedUntilCarts = 1_000;

/**
 * Whether what people did speaks for chances that are so different: a store whose people buy half as often as those that the served model
 * learned from, or no longer do as they did, is answered rightly by a version that says so. Until that is known a shift is watched. What
 * an earlier stage showed of it counts on: both versions were asked about the same carts.
 */
function whatCameTrue({ matured, lossBefore = noSums }: RolloutFigures): 'for' | 'against' | 'unknown' {
  const { people, mean, variance } = summaryOf(addSums(matured.lossDifference, lossBefore));
  if (people >= excusedFromCarts && mean + excusedErrors * Math.sqrt(variance / people) < 0) return 'for';
  return people >= excusedUntilCarts && mean >= 0 ? 'against' : 'unknown';
}

/** Carts whose time is over; of buyers, which are fewer, as many as the plan says. */
function maturedSample({ stage: { samples }, figures: { matured } }: Asked): Sample {
  const few = matured.buyers < samples.buyers;
  const rate = matured.carts === 0 ? null : matured.buyers / matured.carts;
  return few && matured.carts >= samples.matured
    ? { seen: matured.buyers, min: samples.buyers, cartsPerOne: rate ? 1 / rate : null }
    : { seen: matured.carts, min: samples.matured, cartsPerOne: 1 };
}

/**
 * How far a value is beyond the limit, of the standard errors that it takes over all looks. One-sided: only worse is looked for. The
 * interval's width squared is about its evidence, so half of the evidence is reached at 0.7 of the way.
 */
function beyond(excess: number, standardError: number, carts: number, alpha: number): number {
  if (excess <= 0 || carts === 0) return 0;
  if (standardError === 0) return 0;
  const way = excess / standardError / standardErrorsOf(carts, 2 * alpha, tightestAtCarts);
  return way * way;
}

function aucGate(asked: Asked): GateResult {
  const { auc, carts, buyers } = asked.figures.matured;
  const limit = -gateLimits.aucLoss;
  // The normal errors that the interval rests on begin with some buyers.
  const told = auc !== null && buyers >= buyersMin;
  return result('auc', maturedSample(asked), {
    figure: auc?.difference ?? null,
    limit,
    against: told ? beyond(limit - auc.difference, auc.standardError, carts, asked.alpha) : 0,
  });
}

function lossGate(asked: Asked): GateResult {
  const { lossDifference, buyers } = asked.figures.matured;
  const { people, mean, variance } = summaryOf(lossDifference);
  const limit = gateLimits.logLoss;
  const told = buyers >= buyersMin;
  return result('log_loss', maturedSample(asked), {
    figure: people === 0 ? null : mean,
    limit,
    against: told ? beyond(mean - limit, Math.sqrt(variance / Math.max(1, people)), people, asked.alpha) : 0,
  });
}

/** The worse half decides; each has half of the errors. */
function calibrationGate(asked: Asked): GateResult {
  const { groups, buyers } = asked.figures.matured;
  const halves = groups.flatMap(({ candidate, primary }) => {
    const [own, others] = [summaryOf(candidate), summaryOf(primary)];
    if (own.people === 0) return [];
    const figure = Math.abs(own.mean);
    const limit = (others.people === 0 ? 0 : Math.abs(others.mean)) + gateLimits.calibrationGap;
    const against =
      buyers < buyersMin ? 0 : beyond(figure - limit, gapError(own, others), own.people, asked.alpha / groups.length);
    return [{ figure, limit, against }];
  });
  const worst = halves.toSorted((one, other) => other.against - one.against || other.figure - one.figure)[0];
  return result('calibration', maturedSample(asked), worst ?? { figure: null, limit: null, against: 0 });
}

/** The limit is measured too. Where both are of the same carts, their errors go the same way, and this is too wide rather than too narrow. */
function gapError(own: ArmSummary, others: ArmSummary): number {
  return Math.sqrt(own.variance / own.people + (others.people === 0 ? 0 : others.variance / others.people));
}

/**
 * Of all who refused, how many would be the canary's if its rate were just tolerable: their share of messages, within each stage.
 */
function refusalGate(gate: 'unsubscribes' | 'complaints', { stage, figures, alpha }: Asked): GateResult {
  const present = figures.stages.at(-1);
  const counted = figures.stages.map(({ canary, primary }) => ({
    canary: { all: canary.messages, count: canary[gate] },
    primary: { all: primary.messages, count: primary[gate] },
  }));
  const evidence = counted.reduce((sum, { canary, primary }) => {
    const tolerable = gateLimits.refusalRatio * canary.all;
    if (tolerable === 0 || primary.all === 0) return sum;
    return sum + logEvidenceAbove(canary.count, canary.count + primary.count, tolerable / (tolerable + primary.all));
  }, 0);
  const { canary, primary } = present ?? {};
  const seen = canary?.messages ?? 0;
  return result(
    gate,
    {
      seen,
      min: stage.samples.messages,
      cartsPerOne: canary && seen > 0 ? (cartsPerScore(stage) * canary.carts) / seen : null,
    },
    {
      figure: seen === 0 || primary?.messages === 0 ? null : stratifiedRatio(counted),
      limit: gateLimits.refusalRatio,
      against: evidenceFor(evidence, alpha),
    },
  );
}

/** Shares of the mean of each stage and currency, so that amounts of different currencies are never added. */
function revenueGate({ stage, figures, alpha }: Asked): GateResult {
  const money = figures.stages.flatMap((one) => one.money);
  const strata = money.flatMap(({ canary, primary }) => {
    const scale = (canary.sum + primary.sum) / Math.max(1, canary.people + primary.people);
    return scale > 0 ? [{ canary: scaled(canary, scale), primary: scaled(primary, scale) }] : [];
  });
  const compared = stratifiedDifference(strata);
  const present = figures.stages.at(-1)?.money ?? [];
  const seen = present.reduce((sum, { canary }) => sum + canary.people, 0);
  const buyers = (of: 'canary' | 'primary') => money.reduce((sum, one) => sum + one[of].buyers, 0);
  const fewest = Math.min(buyers('canary'), buyers('primary'));
  const told = compared !== null && fewest >= buyersMin;
  const enough = fewest >= buyersMin || seen < stage.samples.people;
  return result(
    'revenue',
    enough
      ? { seen, min: stage.samples.people, cartsPerOne: cartsPerScore(stage) }
      : { seen: fewest, min: buyersMin, cartsPerOne: fewest > 0 ? (cartsPerScore(stage) * seen) / fewest : null },
    {
      figure: compared?.difference ?? null,
      limit: 0,
      against: told ? beyond(-compared.difference, compared.standardError, compared.people, alpha) : 0,
    },
  );
}

function scaled({ people, sum, squares }: ArmSums, scale: number): ArmSummary {
  return summaryOf({ people, sum: sum / scale, squares: squares / (scale * scale) });
}
