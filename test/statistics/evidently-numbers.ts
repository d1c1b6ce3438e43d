import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Measures {
  readonly name: string;
  readonly psi: number;
  /** Kullback–Leibler divergence of the past from now, in nats: the other way round than ours. */
  readonly kl: number;
  /** Jensen–Shannon distance: the root of the divergence. */
  readonly js: number;
}

interface Shares {
  readonly past: readonly number[];
  readonly now: readonly number[];
}

/** What evidently computed (`make-evidently-numbers.py`). */
interface EvidentlyNumbers {
  /** Of numbers, by its own bins: with something in the bins that nobody is in, and without. */
  readonly numbers: readonly (Measures & { readonly shares: Shares; readonly unfilled: Shares })[];
  /** Of a few values, by how often each came. */
  readonly values: readonly (Measures & Shares & { readonly chiSquareP: number })[];
}

export const evidentlyNumbers: EvidentlyNumbers = JSON.parse(
  readFileSync(fileURLToPath(new URL('evidently-numbers.json', import.meta.url)), 'utf8'),
);
