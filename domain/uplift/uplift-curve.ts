/** Somebody who was treated or not by chance, with the score that ranks them. */
export interface RankedPerson {
  /** The larger, the more is expected of treating them. */
  readonly score: number;
  readonly treated: boolean;
  readonly bought: boolean;
}

/** Sums over the people down to a score; equal scores come at once. */
interface Counts {
  readonly people: number;
  readonly treated: number;
  readonly treatedBuyers: number;
  readonly untreated: number;
  readonly untreatedBuyers: number;
}

/** A point of a curve: so many people from the highest score on, and what treating them brings. */
export type CurvePoint = readonly [people: number, buyers: number];

/** People in the order of their scores. Sorted once; each resample weighs them anew. */
export interface Ranking {
  readonly people: readonly RankedPerson[];
  /** Places after which the next score is another one. */
  readonly ends: readonly number[];
}

export function rank(given: readonly RankedPerson[]): Ranking {
  const people = given.toSorted((a, b) => b.score - a.score);
  const ends = people.flatMap(({ score }, index) => (people[index + 1]?.score === score ? [] : [index]));
  return { people, ends };
}

/**
 * The Qini curve: buyers among the treated, less those of the untreated as if they were as many as the treated, Y_T − Y_C · N_T / N_C.
 * N. Radcliffe, "Using control groups to target on predicted lift" (Direct Marketing Analytics Journal, 2007).
 */
export function qiniCurve(ranking: Ranking, copies?: readonly number[]): readonly CurvePoint[] {
  return curveOf(ranking, copies, qiniOf);
}

/**
 * The uplift curve: the difference of the shares that bought, times all people down to the score, (Y_T / N_T − Y_C / N_C) · N. The
 * area under it is the AUUC. P. Rzepakowski, S. Jaroszewicz, "Decision trees for uplift modeling" (ICDM 2010).
 */
export function upliftCurve(ranking: Ranking, copies?: readonly number[]): readonly CurvePoint[] {
  return curveOf(ranking, copies, upliftOf);
}

function qiniOf({ treated, treatedBuyers, untreated, untreatedBuyers }: Counts): number {
  return treatedBuyers - (untreated === 0 ? 0 : (untreatedBuyers * treated) / untreated);
}

function upliftOf({ people, treated, treatedBuyers, untreated, untreatedBuyers }: Counts): number {
  const shareOf = (buyers: number, all: number) => (all === 0 ? 0 : buyers / all);
  return (shareOf(treatedBuyers, treated) - shareOf(untreatedBuyers, untreated)) * people;
}

function curveOf(
  { people, ends }: Ranking,
  copies: readonly number[] | undefined,
  valueOf: (counts: Counts) => number,
): readonly CurvePoint[] {
  const points: CurvePoint[] = [[0, 0]];
  const counts = { people: 0, treated: 0, treatedBuyers: 0, untreated: 0, untreatedBuyers: 0 };
  let [place, end] = [0, ends[0] ?? -1];
  people.forEach(({ treated, bought }, index) => {
    const weight = copies?.[index] ?? 1;
    counts.people += weight;
    counts[treated ? 'treated' : 'untreated'] += weight;
    if (bought) counts[treated ? 'treatedBuyers' : 'untreatedBuyers'] += weight;
    if (index !== end) return;
    points.push([counts.people, valueOf(counts)]);
    end = ends[++place] ?? -1;
  });
  return points;
}

/** The Qini curve of somebody who knows who buys: treated buyers first, untreated buyers last. */
export function perfectQiniCurve(ranking: Ranking, copies?: readonly number[]): readonly CurvePoint[] {
  const { treatedBuyers, treatedOthers, untreatedBuyers, untreatedOthers } = classesOf(ranking, copies);
  return curveThrough([{ treatedBuyers }, { treatedOthers, untreatedOthers }, { untreatedBuyers }], qiniOf);
}

/** The uplift curve of somebody who knows who buys. Which mistake comes last hangs on which one is the rarer. */
export function perfectUpliftCurve(ranking: Ranking, copies?: readonly number[]): readonly CurvePoint[] {
  const { treatedBuyers, treatedOthers, untreatedBuyers, untreatedOthers } = classesOf(ranking, copies);
  const mistakes = [{ untreatedBuyers }, { treatedOthers }];
  const inOrder = untreatedBuyers > treatedOthers ? mistakes : mistakes.toReversed();
  return curveThrough([{ treatedBuyers }, { untreatedOthers }, ...inOrder], upliftOf);
}

interface Classes {
  readonly treatedBuyers: number;
  readonly treatedOthers: number;
  readonly untreatedBuyers: number;
  readonly untreatedOthers: number;
}

function classesOf({ people }: Ranking, copies: readonly number[] | undefined): Classes {
  const classes = { treatedBuyers: 0, treatedOthers: 0, untreatedBuyers: 0, untreatedOthers: 0 };
  people.forEach(({ treated, bought }, index) => {
    const side = treated ? 'treated' : 'untreated';
    classes[bought ? (`${side}Buyers` as const) : (`${side}Others` as const)] += copies?.[index] ?? 1;
  });
  return classes;
}

function curveThrough(
  groups: readonly Partial<Classes>[],
  valueOf: (counts: Counts) => number,
): readonly CurvePoint[] {
  const points: CurvePoint[] = [[0, 0]];
  let counts: Counts = { people: 0, treated: 0, treatedBuyers: 0, untreated: 0, untreatedBuyers: 0 };
  for (const { treatedBuyers = 0, treatedOthers = 0, untreatedBuyers = 0, untreatedOthers = 0 } of groups) {
    const [treated, untreated] = [treatedBuyers + treatedOthers, untreatedBuyers + untreatedOthers];
    if (treated + untreated === 0) continue;
    counts = {
      people: counts.people + treated + untreated,
      treated: counts.treated + treated,
      treatedBuyers: counts.treatedBuyers + treatedBuyers,
      untreated: counts.untreated + untreated,
      untreatedBuyers: counts.untreatedBuyers + untreatedBuyers,
    };
    points.push([counts.people, valueOf(counts)]);
  }
  return points;
}
