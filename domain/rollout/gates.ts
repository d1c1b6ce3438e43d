/**
 * What a version has to pass in each stage of its rollout. Names are part of the public API: add, never rename.
 */
export const gates = [
  /** Scores that failed. */
  'errors',
  /** Scores that came to nothing although nothing failed. */
  'nulls',
  /** Share of scores that took too long: more than one in a hundred is a p99 above the limit. */
  'latency',
  /** How far its scores are spread otherwise than those of the version that answers. */
  'scores_shift',
  /** How well it tells buyers from others, on the same carts. */
  'auc',
  /** How wrong its chances are, on the same carts. */
  'log_loss',
  /** How far its chances are from what happened. */
  'calibration',
  'unsubscribes',
  'complaints',
  /** What people spend of whom it decided, beside the others. */
  'revenue',
] as const;
export type Gate = (typeof gates)[number];

export const gateVerdicts = ['pass', 'hold', 'roll_back'] as const;
export type GateVerdict = (typeof gateVerdicts)[number];

/** Why a gate said what it said. Part of the public API: add, never rename. */
export const gateReasons = [
  /** Nothing was seen: neither good nor bad. */
  'no_data',
  /** Less was seen than the stage asks for. */
  'too_few',
  /** Enough was seen, and nothing speaks against it. */
  'within',
  /** It looks worse, and may still be chance. */
  'suspicious',
  /** It is worse beyond chance, over all looks. */
  'worse',
] as const;
export type GateReason = (typeof gateReasons)[number];

export interface GateResult {
  readonly gate: Gate;
  readonly verdict: GateVerdict;
  readonly reason: GateReason;
  /** What was measured, in the gate's own unit; null: nothing. */
  readonly figure: number | null;
  /** What it is held against; null: it cannot be said yet. */
  readonly limit: number | null;
  /** How much was seen, and how much has to be. */
  readonly sample: number;
  readonly sampleMin: number;
  /** About so many carts of the scope until enough was seen; null: enough was, or nobody can say. */
  readonly cartsMissing: number | null;
}

const ofEveryStage: readonly Gate[] = ['errors', 'nulls', 'latency', 'scores_shift'];

/**
 * The gates of a stage by the share of carts that it is about, percent. People of one cart in a hundred are too few to compare
 * what they bought: such a gate would hold for months, or never fire.
 */
export function gatesAt(percent: number): readonly Gate[] {
  if (percent === 0) return [...ofEveryStage, 'auc', 'log_loss', 'calibration'];
  const ofPeople: readonly Gate[] = [...ofEveryStage, 'unsubscribes', 'complaints'];
  if (percent < 5) return ofPeople;
  return percent < 25 ? [...ofPeople, 'calibration'] : [...ofPeople, 'calibration', 'revenue'];
}

/** What is tolerated beside the version that answers. */
export const gateLimits = {
  errorShare: 0.01,
  nullShare: 0.01,
  slowShare: 0.01,
  /** A version that knows more spreads its chances further; beyond this, people would be decided of by other numbers than before. */
  scoresShift: 0.25,
  /** Less of the AUC than this is not worth a roll-back. */
  aucLoss: 0.005,
  logLoss: 0.002,
  /** Between what was predicted on average and what happened, beyond the gap of the version that answers. */
  calibrationGap: 0.02,
  /** Times the rate of the version that answers. */
  refusalRatio: 1.25,
} as const;

const names: Readonly<Record<Gate, string>> = {
  errors: 'Failed scores',
  nulls: 'Empty scores',
  latency: 'Slow scores',
  scores_shift: 'Shift of the scores (PSI)',
  auc: 'AUC beside the version that answers',
  log_loss: 'Log loss beside the version that answers',
  calibration: 'Gap between predicted and bought',
  unsubscribes: 'Unsubscribes beside the version that answers',
  complaints: 'Complaints beside the version that answers',
  revenue: 'Revenue per person beside the version that answers',
};

/** A gate in one sentence, with its figures. */
export function describeGate({ gate, reason, figure, limit, sample, sampleMin, cartsMissing }: GateResult): string {
  const seen = `${names[gate]}: ${figure === null ? 'nothing measured' : figure.toPrecision(3)}${limit === null ? '' : `, limit ${limit.toPrecision(3)}`}`;
  const missing = cartsMissing === null ? '' : `, about ${cartsMissing} more carts`;
  const said: Readonly<Record<GateReason, string>> = {
    no_data: 'no data yet, so it holds',
    too_few: `${sample} of ${sampleMin} seen${missing}`,
    within: `within its limit (${sample} seen)`,
    suspicious: `looks worse and may be chance (${sample} seen)`,
    worse: `worse beyond chance (${sample} seen)`,
  };
  return `${seen}; ${said[reason]}`;
}
