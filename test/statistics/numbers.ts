import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Arm = readonly [people: number, buyers: number, sum: number, squares: number];
type Told = readonly [difference: number, low: number, high: number];
interface Past {
  readonly people: number;
  readonly outcome: readonly [number, number];
  readonly past: readonly [number, number];
  readonly products: number;
}
interface Side {
  readonly people: number;
  readonly orders: number;
  readonly cents: number;
}

/** What independent packages computed (`make-numbers.py`). */
interface Numbers {
  readonly gbstats: {
    readonly sequences: readonly {
      readonly treated: Arm;
      readonly holdout: Arm;
      readonly tuning: number;
      readonly spend: Told;
      readonly share: Told;
    }[];
    readonly pasts: readonly {
      readonly treated: Past;
      readonly holdout: Past;
      readonly difference: number;
      readonly interval: readonly [number, number];
      readonly variances: readonly [number, number];
    }[];
    readonly hillstrom: {
      readonly treated: Side;
      readonly holdout: Side;
      readonly incrementalCents: string;
      readonly perPerson: Told;
    };
  };
  readonly mabwiser: {
    readonly choices: readonly {
      readonly arms: readonly (readonly [matured: number, buyers: number])[];
      readonly chosen: readonly number[];
    }[];
  };
  readonly savvi: {
    readonly ratios: readonly {
      readonly people: readonly [number, number];
      readonly shares: readonly [number, number];
      readonly p: number;
    }[];
    readonly gammas: readonly (readonly [number, number])[];
  };
}

export const numbers: Numbers = JSON.parse(
  readFileSync(fileURLToPath(new URL('numbers.json', import.meta.url)), 'utf8'),
);
