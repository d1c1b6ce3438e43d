import type { Interval } from '../wilson-interval.ts';
import { resampled } from './resampled.ts';
import {
  type CurvePoint,
  perfectQiniCurve,
  perfectUpliftCurve,
  qiniCurve,
  type RankedPerson,
  rank,
  upliftCurve,
} from './uplift-curve.ts';

const resamples = 200;
const seed = 20_261_127;
/** Of 95 of 100 resamples. */
const [lowest, highest] = [0.025, 0.975];
/** Places of the shown curve after 0: every twentieth of the people. */
const places = 20;

export interface Measured {
  readonly value: number;
  readonly interval: Interval;
}

/** How well a score ranks people by what treating them changes. */
export interface RankingQuality {
  readonly people: number;
  readonly treated: number;
  /**
   * Area between the Qini curve and its straight line, as a share of that of the perfect ranking: 0 ranks as chance does, 1
   * as if it knew, below 0 the wrong way round. Only comparable within one data set.
   */
  readonly qini: Measured;
  /** The same of the uplift curve. */
  readonly auuc: Measured;
  /** By share of the people, those with the highest scores first: purchases more per person of all, if only these are treated. */
  readonly curve: readonly { readonly share: number; readonly perPerson: number; readonly low: number; readonly high: number }[];
}

/** Null: nobody was treated, nobody was left, or nobody bought. */
export function rankingQuality(given: readonly RankedPerson[]): RankingQuality | null {
  const treated = given.filter((person) => person.treated).length;
  if (treated === 0 || treated === given.length || !given.some(({ bought }) => bought)) return null;
  const ranking = rank(given);
  const measure = (copies?: readonly number[]) => {
    const curve = qiniCurve(ranking, copies);
    return {
      qini: areaShare(curve, perfectQiniCurve(ranking, copies)),
      auuc: areaShare(upliftCurve(ranking, copies), perfectUpliftCurve(ranking, copies)),
      heights: heightsOf(curve, treatedIn(copies)),
    };
  };
  const treatedIn = (copies?: readonly number[]) =>
    ranking.people.reduce((sum, person, index) => sum + (person.treated ? (copies?.[index] ?? 1) : 0), 0);
  const own = measure();
  const drawn = Array.from({ length: resamples }, (_, n) => measure(resampled(given.length, seed + n)));
  const within = (value: number, values: readonly number[]): Measured => ({ value, interval: intervalOf(values) });
  return {
    ...{ people: given.length, treated },
    qini: within(
      own.qini,
      drawn.map(({ qini }) => qini),
    ),
    auuc: within(
      own.auuc,
      drawn.map(({ auuc }) => auuc),
    ),
    curve: own.heights.map((perPerson, place) => ({
      share: place / places,
      perPerson,
      ...intervalOf(drawn.map(({ heights }) => heights[place] ?? 0)),
    })),
  };
}

function intervalOf(values: readonly number[]): Interval {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(lowest), high: at(highest) };
}

/** Between a curve and the straight line to its end, as a share of the same of the perfect one. */
function areaShare(curve: readonly CurvePoint[], perfect: readonly CurvePoint[]): number {
  const line = ([people, buyers]: CurvePoint) => (people * buyers) / 2;
  const base = line(perfect.at(-1) ?? [0, 0]);
  return (areaUnder(curve) - base) / (areaUnder(perfect) - base);
}

/** By trapezoids. */
function areaUnder(curve: readonly CurvePoint[]): number {
  return curve.slice(1).reduce((sum, [people, buyers], index) => {
    const [before, height] = curve[index] ?? [0, 0];
    return sum + ((people - before) * (buyers + height)) / 2;
  }, 0);
}

/** The curve at every twentieth of the people, per treated person. */
function heightsOf(curve: readonly CurvePoint[], treated: number): readonly number[] {
  const [all] = curve.at(-1) ?? [0, 0];
  let at = 0;
  return Array.from({ length: places + 1 }, (_, place) => {
    const wanted = (all * place) / places;
    while (at < curve.length - 1 && (curve[at]?.[0] ?? 0) < wanted) at++;
    const [people, buyers] = curve[at] ?? [0, 0];
    const [before, height] = curve[at - 1] ?? [0, 0];
    const between = people === before ? buyers : height + ((buyers - height) * (wanted - before)) / (people - before);
    return treated === 0 ? 0 : between / treated;
  });
}
