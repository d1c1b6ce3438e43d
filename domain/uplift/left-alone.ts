import { type Interval, wilsonInterval } from '../wilson-interval.ts';
import { alwaysOf, type LoggedOutcome, type TargetPolicy } from './logged-outcome.ts';
import { compareOffPolicy, type OffPolicyRefusal } from './off-policy.ts';
import { kindTaken } from './policy-action.ts';
import { leavesAlone } from './policy-target.ts';
import type { PolicyTerms } from './policy-terms.ts';

/** People whom a policy writes nothing to, and what that brings beside the current rules. */
export interface LeftAlone {
  readonly decisions: number;
  readonly people: number;
  /** Of those who got nothing: the share that bought all the same; null: nobody of them got nothing. */
  readonly boughtAnyway: { readonly share: number; readonly interval: Interval } | null;
  /** What the current rules spent on them, minor units: sending, fatigue and discounts of those who bought. */
  readonly spentMinor: number;
  /** What leaving all of them alone brings more than the rules, minor units: spending saved less purchases lost. */
  readonly saved: { readonly minor: number; readonly interval: Interval } | null;
  /** Why `saved` is null; null: it is not. */
  readonly refused: OffPolicyRefusal | null;
}

export function peopleLeftAlone(
  rows: readonly LoggedOutcome[],
  /** The current rules. */
  than: TargetPolicy,
  terms: Pick<PolicyTerms, 'economics' | 'limits'>,
): LeftAlone {
  const own = rows.filter((row) => leavesAlone(row, terms));
  const untreated = own.filter((row) => kindTaken(row) === 'none');
  const bought = untreated.filter((row) => row.bought).length;
  const compared = compareOffPolicy(own, { target: alwaysOf('none'), than, model: null });
  const sum = (value: number) => value * own.length;
  return {
    decisions: own.length,
    people: new Set(own.map(({ personId }) => personId)).size,
    boughtAnyway:
      untreated.length === 0
        ? null
        : { share: bought / untreated.length, interval: wilsonInterval(bought, untreated.length) },
    spentMinor: own.reduce((all, { spentMinor }) => all + spentMinor, 0),
    saved:
      compared.kind === 'refused'
        ? null
        : {
            minor: sum(compared.difference.value),
            interval: {
              low: sum(compared.difference.interval.low),
              high: sum(compared.difference.interval.high),
            },
          },
    refused: compared.kind === 'refused' ? refusalIn(compared) : null,
  };
}

function refusalIn({ kind: _, ...refusal }: OffPolicyRefusal & { readonly kind: 'refused' }): OffPolicyRefusal {
  return refusal;
}
