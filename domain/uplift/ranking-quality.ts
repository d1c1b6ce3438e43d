import type { Interval } from '../wilson-interval.ts';
import { resampled } from './resampled.ts';
import {
  type Counts,
  type CurveKind,
  perfectArea,
  qini,
  type RankedPerson,
  type Ranking,
  rank,
  uplift,
  walk,
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
  readonly curve: readonly CurvePlace[];
}

export interface CurvePlace extends Interval {
  readonly share: number;
  readonly perPerson: number;
}

/** Null: nobody was treated, nobody was left, or nobody bought. */
export function rankingQuality(given: readonly RankedPerson[]): RankingQuality | null {
  const treated = given.filter((person) => person.treated).length;
  if (treated === 0 || treated === given.length || !given.some(({ bought }) => bought)) return null;
  const ranking = rank(given);
  const own = measure(ranking);
  const drawn = Array.from({ length: resamples }, (_, n) => measure(ranking, resampled(given.length, seed + n)));
  const within = (of: (one: Measures) => number): Measured => ({ value: of(own), interval: intervalOf(drawn.map(of)) });
  return {
    ...{ people: given.length, treated },
    qini: within((one) => one.qini),
    auuc: within((one) => one.auuc),
    curve: Array.from({ length: places + 1 }, (_, place) => {
      const { value: perPerson, interval } = within(({ heights }) => heights[place] ?? 0);
      return { share: place / places, perPerson, ...interval };
    }),
  };
}

interface Measures {
  readonly qini: number;
  readonly auuc: number;
  /** Of the Qini curve at every twentieth of the people, per treated person. */
  readonly heights: readonly number[];
}

function measure(ranking: Ranking, copies?: Uint8Array): Measures {
  const all = copies === undefined ? ranking.kinds.length : copies.reduce((sum, count) => sum + count, 0);
  const [areaOfQini, areaOfUplift] = [areaUnder(qini), areaUnder(uplift)];
  const heights: number[] = [0];
  let end: Readonly<Counts> = { people: 0, treated: 0, treatedBuyers: 0, untreated: 0, untreatedBuyers: 0 };
  let [before, height] = [0, 0];
  walk(ranking, copies, (counts) => {
    const next = areaOfQini.add(counts);
    areaOfUplift.add(counts);
    for (let at = wanted(heights.length); at <= counts.people && heights.length <= places; at = wanted(heights.length))
      heights.push(
        counts.people === before ? next : height + ((next - height) * (at - before)) / (counts.people - before),
      );
    [before, height] = [counts.people, next];
    end = counts;
  });
  return {
    qini: areaOfQini.share(end),
    auuc: areaOfUplift.share(end),
    heights: heights.map((one) => (end.treated === 0 ? 0 : one / end.treated)),
  };

  function wanted(place: number): number {
    return (all * place) / places;
  }
}

/** By trapezoids, point after point. */
function areaUnder(kind: CurveKind) {
  let [area, people, height] = [0, 0, 0];
  return {
    add(counts: Readonly<Counts>): number {
      const next = kind(counts);
      area += ((counts.people - people) * (next + height)) / 2;
      [people, height] = [counts.people, next];
      return next;
    },
    /** Between the curve and the straight line to its end, as a share of the same of the perfect one. */
    share(end: Readonly<Counts>): number {
      const line = (people * height) / 2;
      return (area - line) / (perfectArea(kind, end) - line);
    },
  };
}

function intervalOf(values: readonly number[]): Interval {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(lowest), high: at(highest) };
}
