import { suspectedCause } from './cause.ts';
import type { DriftAlarm, DriftReport, FeatureDrift, SliceDrift } from './drift-report.ts';
import { type DriftSample, isEnough, isNow, type SampledCart } from './drift-sample.ts';
import { discoveries } from './false-discoveries.ts';
import type { LabelledCart } from './labelled-cart.ts';
import { realisedByGroup } from './realised-change.ts';
import { type Judged, missingOf, unseenOf } from './share-shift.ts';
import { slicesOf } from './slices.ts';
import { spreadOf } from './spread.ts';
import { firstCurrentDay, weekDays } from './week-by-weekday.ts';

/**
 * Of what stands among all that one check looks at, so much may be chance. It is looked each day at weeks that overlap: a week
 * without a change raises an alarm in less than one of twenty cases (`drift-simulation.test.ts`).
 */
export const falseShareMax = 0.01;

/** Predictions of the same weekday below which a day without any says nothing. */
const stoppedMin = 20;

/**
 * Whether what a served version is given, answers and is right about is as it was: quality of the data first, then the chances,
 * then the features, and what came true once the time to buy is over. Everything is judged together (`discoveries`).
 */
export function checkDrift(sample: DriftSample): DriftReport {
  const { features, carts } = sample;
  const labelled = labelledOf(carts);
  const realised = realisedByGroup(labelled);
  const cartsNow = carts.filter(isNow).length;
  const counted = { cartsNow, cartsThen: carts.length - cartsNow };
  if (!isEnough(sample))
    return { state: 'learning', ...counted, scores: null, features: [], slices: [], realised, alarms: [], cause: null };
  const found = {
    scores: spreadOf(carts.map(({ day, probability }) => ({ day, value: probability }))),
    features: features.map((name, index) => ({
      name,
      spread: spreadOf(
        carts.flatMap(({ day, features: values }) => {
          const value = values[index];
          return typeof value === 'number' ? [{ day, value }] : [];
        }),
      ),
      missing: missingOf(carts, index),
      unseen: unseenOf(carts, index),
    })),
    slices: slicesOf(
      features,
      carts,
      labelled.filter(({ untouched }) => untouched),
    ),
  };
  const stands = judge([
    found.scores,
    ...found.features.flatMap(({ spread, missing, unseen }) => [spread, missing, unseen]),
    ...found.slices.flatMap(({ scores, outcome }) => [scores, outcome]),
  ]);
  const settle = <T extends Evidence>(one: T) => {
    const { matters: _, ...shown } = one;
    return { ...shown, moved: stands(one) };
  };
  const report = {
    scores: found.scores && settle(found.scores),
    features: found.features.map(
      ({ name, spread, missing, unseen }): FeatureDrift => ({
        ...{ name, spread: spread && settle(spread), missing: settle(missing), unseen: settle(unseen) },
      }),
    ),
    slices: found.slices.map(
      ({ scores, outcome, ...slice }): SliceDrift => ({
        ...{ ...slice, scores: scores && settle(scores), outcome: outcome && settle(outcome) },
      }),
    ),
    realised,
  };
  const alarms = alarmsOf(report, stoppedIn(sample));
  return {
    ...{ state: alarms.length > 0 ? 'alarmed' : 'healthy', ...counted, ...report, alarms },
    cause: suspectedCause(report, alarms),
  };
}

type Evidence = Judged<{ readonly p: number; readonly moved: boolean }>;

/** Which of all that was looked at stands: together it is more than chance, and by itself it is large enough to matter. */
function judge(all: readonly (Evidence | null)[]): (one: Evidence) => boolean {
  const looked = all.filter((one) => one !== null);
  const found = discoveries(
    looked.map(({ p }) => p),
    falseShareMax,
  );
  const standing = new Set(looked.filter(({ matters }, index) => matters && found[index]));
  return (one) => standing.has(one);
}

/** Carts whose end is known. */
export function labelledOf(carts: readonly SampledCart[]): readonly LabelledCart[] {
  return carts.flatMap(({ day, probability, features, outcome }) =>
    outcome === null ? [] : [{ day, probability, features, ...outcome }],
  );
}

/** Worst first: what the model is given, what came true, what it answers. That a feature moved is no alarm by itself. */
function alarmsOf(
  { scores, features, slices, realised }: Pick<DriftReport, 'scores' | 'features' | 'slices' | 'realised'>,
  stopped: DriftAlarm | null,
): readonly DriftAlarm[] {
  return [
    ...(stopped ? [stopped] : []),
    ...features.flatMap(({ name, missing, unseen }): DriftAlarm[] => [
      ...(missing.moved ? [{ kind: 'missing', feature: name, now: missing.now, past: missing.past } as const] : []),
      ...(unseen.moved ? [{ kind: 'unseen', feature: name, now: unseen.now } as const] : []),
    ]),
    ...realised.flatMap(({ group, change }): DriftAlarm[] => {
      if (!change) return [];
      const { direction, sinceDay, afterCarts, lasts } = change;
      return [{ kind: 'realised', group, direction, sinceDay, afterCarts, lasts }];
    }),
    ...(scores?.moved ? [{ kind: 'scores', psi: scores.psi, psiLimit: scores.psiLimit } as const] : []),
    ...slices.flatMap(({ feature, value, scores: own, outcome }): DriftAlarm[] => [
      ...(outcome?.moved ? [{ kind: 'slice', feature, value, what: 'outcome' } as const] : []),
      ...(own?.moved ? [{ kind: 'slice', feature, value, what: 'scores' } as const] : []),
    ]),
  ];
}

function stoppedIn({ predictionsByDay }: DriftSample): DriftAlarm | null {
  const last = predictionsByDay.length - 1;
  if (predictionsByDay[last] !== 0) return null;
  const before = predictionsByDay.slice(0, firstCurrentDay).filter((_, day) => day % weekDays === last % weekDays);
  const least = Math.min(...before);
  return before.length > 0 && least >= stoppedMin ? { kind: 'stopped', expected: least } : null;
}
