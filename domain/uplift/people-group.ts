import { summaryOf, sumsOfYes } from '../experiments/arm-sums.ts';
import { differenceInterval } from '../experiments/confidence-sequence.ts';
import type { Interval } from '../wilson-interval.ts';

/**
 * Four kinds of people, by what a message changes for them: won by it, buy anyway, do not buy anyway, and driven off by it. Codes are
 * part of the public API: add, never rename.
 */
export const peopleGroups = ['persuadable', 'sure_thing', 'lost_cause', 'sleeping_dog'] as const;
export type PeopleGroup = (typeof peopleGroups)[number];

/** A smaller change of the chance, in either direction, is taken for none. */
export const leastUplift = 0.005;

export function peopleGroupOf(
  { none, message }: { readonly none: number; readonly message: number },
  /** Of all people without help: who is above it is said to buy anyway. */
  averageUntreated: number,
): PeopleGroup {
  const uplift = message - none;
  if (uplift >= leastUplift) return 'persuadable';
  if (uplift <= -leastUplift) return 'sleeping_dog';
  return none >= averageUntreated ? 'sure_thing' : 'lost_cause';
}

/** Somebody with the chances that were told of them, and what came of it. */
export interface GroupedPerson {
  readonly chances: { readonly none: number; readonly message: number };
  readonly treated: boolean;
  readonly bought: boolean;
}

/** What was told of a group beside what happened: a group of a model is worth what it comes true. */
export interface GroupFigures {
  readonly group: PeopleGroup;
  readonly people: number;
  readonly told: { readonly none: number; readonly message: number } | null;
  /** Shares that bought; null: nobody of that side. */
  readonly seen: { readonly none: number | null; readonly message: number | null };
  /** Of the shares, treated less untreated; null: a side has nobody. */
  readonly difference: number | null;
  readonly interval: Interval | null;
}

export function groupPeople(people: readonly GroupedPerson[]): readonly GroupFigures[] {
  const average = people.reduce((sum, { chances }) => sum + chances.none, 0) / Math.max(1, people.length);
  return peopleGroups.map((group) => {
    const own = people.filter(({ chances }) => peopleGroupOf(chances, average) === group);
    const [message, none] = [true, false].map((treated) => {
      const side = own.filter((person) => person.treated === treated);
      return summaryOf(sumsOfYes(side.length, side.filter(({ bought }) => bought).length));
    });
    const meanOf = (of: (person: GroupedPerson) => number) => own.reduce((sum, one) => sum + of(one), 0) / own.length;
    const both = message && none && message.people > 0 && none.people > 0;
    return {
      ...{ group, people: own.length },
      told:
        own.length === 0
          ? null
          : { none: meanOf(({ chances }) => chances.none), message: meanOf(({ chances }) => chances.message) },
      seen: {
        none: none && none.people > 0 ? none.mean : null,
        message: message && message.people > 0 ? message.mean : null,
      },
      difference: both ? message.mean - none.mean : null,
      interval: both ? differenceInterval(message, none) : null,
    };
  });
}
