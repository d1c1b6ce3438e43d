import type { Formula } from '../../../domain/analytics/catalogue.ts';
import { assertNever } from '../../../domain/assert-never.ts';

/** A whole number beyond 2^53 is text, because no number holds it. */
export type Whole = number | string;

export interface Figure {
  /** Null: there is nothing to divide by, or no middle of nothing. */
  readonly value: Whole | null;
  /** Of a ratio: what was divided by what. */
  readonly numerator?: Whole;
  readonly denominator?: Whole;
}

/** What a metric is, given the sums of its measures; divided last. */
export function figureOf(formula: Formula, sums: readonly (bigint | null)[]): Figure {
  const [first = 0n, second = 0n] = sums;
  switch (formula.kind) {
    case 'sum':
      return { value: wholeOf(first ?? 0n) };
    case 'median':
      return { value: first === null ? null : wholeOf(first) };
    case 'ratio': {
      const [numerator, denominator] = [first ?? 0n, second ?? 0n];
      return {
        value: denominator === 0n ? null : Number(numerator) / Number(denominator),
        numerator: wholeOf(numerator),
        denominator: wholeOf(denominator),
      };
    }
    default:
      return assertNever(formula);
  }
}

function wholeOf(value: bigint): Whole {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
