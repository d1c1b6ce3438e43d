import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What independent packages computed (`make-drift-numbers.py`). */
interface DriftNumbers {
  readonly spreads: readonly {
    readonly now: readonly number[];
    readonly past: readonly number[];
    readonly psi: number;
    readonly kl: number;
  }[];
  readonly tails: readonly { readonly value: number; readonly degrees: number; readonly tail: number }[];
  readonly realised: readonly {
    readonly carts: readonly (readonly [chance: number, bought: 0 | 1])[];
    readonly auc: number;
    readonly logLoss: number;
    /** Of the log-odds, by logistic regression without a prior. */
    readonly level: number;
    readonly slope: number;
  }[];
}

export const driftNumbers: DriftNumbers = JSON.parse(
  readFileSync(fileURLToPath(new URL('drift-numbers.json', import.meta.url)), 'utf8'),
);
