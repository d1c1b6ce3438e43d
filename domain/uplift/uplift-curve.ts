/** Somebody who was treated or not by chance, with the score that ranks them. */
export interface RankedPerson {
  /** The larger, the more is expected of treating them. */
  readonly score: number;
  readonly treated: boolean;
  readonly bought: boolean;
}

/** A point of a curve: so many people from the highest score on, and what treating them brings. */
export type CurvePoint = readonly [people: number, buyers: number];

/** People in the order of their scores, as bytes: each resample goes over all of them. */
export interface Ranking {
  /** 1: treated; 2: bought. */
  readonly kinds: Uint8Array;
  /** 1: the next score is another one. Equal scores come at once. */
  readonly ends: Uint8Array;
}

const [isTreated, hasBought] = [1, 2];

export function rank(given: readonly RankedPerson[]): Ranking {
  const people = given.toSorted((a, b) => b.score - a.score);
  return {
    kinds: Uint8Array.from(people, ({ treated, bought }) => (treated ? isTreated : 0) | (bought ? hasBought : 0)),
    ends: Uint8Array.from(people, ({ score }, index) => (people[index + 1]?.score === score ? 0 : 1)),
  };
}

/** Of the people from the highest score down to one. */
export interface Counts {
  people: number;
  treated: number;
  treatedBuyers: number;
  untreated: number;
  untreatedBuyers: number;
}

const nobody: Counts = { people: 0, treated: 0, treatedBuyers: 0, untreated: 0, untreatedBuyers: 0 };

/** What one of the curves is at a point. */
export type CurveKind = (counts: Readonly<Counts>) => number;

/**
 * The Qini curve: buyers among the treated, less those of the untreated as if they were as many as the treated, Y_T − Y_C · N_T / N_C.
 * N. Radcliffe, "Using control groups to target on predicted lift" (Direct Marketing Analytics Journal, 2007).
 */
export const qini: CurveKind = ({ treated, treatedBuyers, untreated, untreatedBuyers }) =>
  treatedBuyers - (untreated === 0 ? 0 : (untreatedBuyers * treated) / untreated);

/**
 * The uplift curve: the difference of the shares that bought, times all people down to the score, (Y_T / N_T − Y_C / N_C) · N. The
 * area under it is the AUUC. P. Rzepakowski, S. Jaroszewicz, "Decision trees for uplift modeling" (ICDM 2010).
 */
export const uplift: CurveKind = ({ people, treated, treatedBuyers, untreated, untreatedBuyers }) =>
  ((treated === 0 ? 0 : treatedBuyers / treated) - (untreated === 0 ? 0 : untreatedBuyers / untreated)) * people;

/** Calls `at` where the scores change; `copies` is how often each person counts, absent: once. The counts are the caller's for the call only. */
export function walk(
  { kinds, ends }: Ranking,
  copies: Uint8Array | undefined,
  at: (counts: Readonly<Counts>) => void,
): void {
  const counts = { ...nobody };
  for (let place = 0; place < kinds.length; place++) {
    const [kind, weight] = [kinds[place] ?? 0, copies === undefined ? 1 : (copies[place] ?? 0)];
    const bought = (kind & hasBought) === 0 ? 0 : weight;
    counts.people += weight;
    if ((kind & isTreated) === 0) {
      counts.untreated += weight;
      counts.untreatedBuyers += bought;
    } else {
      counts.treated += weight;
      counts.treatedBuyers += bought;
    }
    if (ends[place] === 1) at(counts);
  }
}

/** All points of a curve, from nobody to everybody. */
export function curveOf(ranking: Ranking, kind: CurveKind): readonly CurvePoint[] {
  const points: CurvePoint[] = [[0, 0]];
  walk(ranking, undefined, (counts) => points.push([counts.people, kind(counts)]));
  return points;
}

/** The area under the curve of somebody who knows who buys, of all people as they were counted at the end. */
export function perfectArea(
  kind: CurveKind,
  { treated, treatedBuyers, untreated, untreatedBuyers }: Readonly<Counts>,
): number {
  const [treatedOthers, untreatedOthers] = [treated - treatedBuyers, untreated - untreatedBuyers];
  if (kind === qini)
    return areaThrough(kind, [{ treatedBuyers }, { treatedOthers, untreatedOthers }, { untreatedBuyers }]);
  // Which mistake comes last hangs on which one is the rarer.
  const mistakes = [{ untreatedBuyers }, { treatedOthers }];
  const inOrder = untreatedBuyers > treatedOthers ? mistakes : mistakes.toReversed();
  return areaThrough(kind, [{ treatedBuyers }, { untreatedOthers }, ...inOrder]);
}

interface Group {
  readonly treatedBuyers?: number;
  readonly treatedOthers?: number;
  readonly untreatedBuyers?: number;
  readonly untreatedOthers?: number;
}

function areaThrough(kind: CurveKind, groups: readonly Group[]): number {
  const counts = { ...nobody };
  let [area, before] = [0, 0];
  for (const { treatedBuyers = 0, treatedOthers = 0, untreatedBuyers = 0, untreatedOthers = 0 } of groups) {
    const more = treatedBuyers + treatedOthers + untreatedBuyers + untreatedOthers;
    counts.people += more;
    counts.treated += treatedBuyers + treatedOthers;
    counts.treatedBuyers += treatedBuyers;
    counts.untreated += untreatedBuyers + untreatedOthers;
    counts.untreatedBuyers += untreatedBuyers;
    const height = kind(counts);
    area += (more * (height + before)) / 2;
    before = height;
  }
  return area;
}
