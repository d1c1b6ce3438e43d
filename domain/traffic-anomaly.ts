import { dayMs, hourMs, minuteMs } from './duration.ts';

/**
 * Whether a store's events have stopped. What is usual is learned from its own past hours, by the hour of the day: a
 * quiet night is no alarm, a quiet noon is.
 */

/** What one hour of the day (UTC) brought on the days that are known. */
export interface UsualHour {
  readonly mean: number;
  readonly variance: number;
}

export interface FlowBaseline {
  /** 24 of them, by the hour in UTC. */
  readonly hours: readonly UsualHour[];
  /** Days with at least one event. */
  readonly days: number;
}

export interface FlowFacts {
  readonly usual: FlowBaseline;
  /** Epoch milliseconds. */
  readonly lastEventAt: number;
  readonly nowMs: number;
  /** Its last event when it was last found silent; null: it was not. */
  readonly silentSince: number | null;
}

export type FlowState =
  /** Too little is known to miss anything. */
  | { readonly kind: 'learning' }
  | { readonly kind: 'flowing'; readonly expectedEvents: number }
  | { readonly kind: 'silent'; readonly expectedEvents: number };

export interface AnomalyRules {
  /** Days to learn from before the first alarm. */
  readonly daysMin: number;
  /** A store with fewer events a day is too quiet to be missed. */
  readonly eventsPerDayMin: number;
  /** However busy it is: a deployment or a hiccup may last so long. */
  readonly silenceMsMin: number;
  /** The alarm is wrong at most this often per look, as far as the past is like the future. */
  readonly chanceMax: number;
}

export const anomalyRules: AnomalyRules = {
  daysMin: 3,
  eventsPerDayMin: 50,
  silenceMsMin: 15 * minuteMs,
  chanceMax: 1e-6,
};

/**
 * Events of customers come in bursts (Poisson with a larger variance), so the chance to see none of λ expected ones is
 * taken as e^(−λ/φ), with φ the variance over the mean of the hours concerned, and never below 1.
 */
export function judgeFlow(
  { usual, lastEventAt, nowMs, silentSince }: FlowFacts,
  rules: AnomalyRules = anomalyRules,
): FlowState {
  const perDay = usual.hours.reduce((sum, { mean }) => sum + mean, 0);
  // Its past fades while it is silent; only an event ends that.
  const stillSilent = silentSince !== null && lastEventAt <= silentSince;
  if (!stillSilent && (usual.days < rules.daysMin || perDay < rules.eventsPerDayMin)) return { kind: 'learning' };
  const { events, variance } = expectedBetween(usual, lastEventAt, nowMs);
  const spread = events > 0 ? Math.max(1, variance / events) : 1;
  const silent = nowMs - lastEventAt >= rules.silenceMsMin && Math.exp(-events / spread) <= rules.chanceMax;
  return { kind: silent || stillSilent ? 'silent' : 'flowing', expectedEvents: events };
}

/** Whole days count once more each, so that the walk is bounded by the hours of two days. */
function expectedBetween(usual: FlowBaseline, fromMs: number, toMs: number): { events: number; variance: number } {
  const spanMs = Math.max(0, toMs - fromMs);
  const wholeDays = Math.floor(spanMs / dayMs);
  let events = 0;
  let variance = 0;
  for (const hour of usual.hours) {
    events += hour.mean * wholeDays;
    variance += hour.variance * wholeDays;
  }
  let at = fromMs + wholeDays * dayMs;
  while (at < toMs) {
    const end = Math.min(toMs, (Math.floor(at / hourMs) + 1) * hourMs);
    const share = (end - at) / hourMs;
    const hour = usual.hours[new Date(at).getUTCHours()];
    events += (hour?.mean ?? 0) * share;
    variance += (hour?.variance ?? 0) * share;
    at = end;
  }
  return { events, variance };
}
