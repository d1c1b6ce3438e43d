import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What scikit-uplift computed (`make-ranking-numbers.py`). */
interface RankingNumbers {
  readonly people: readonly (readonly [score: number, treated: 0 | 1, bought: 0 | 1])[];
  readonly qini: number;
  readonly auuc: number;
  readonly qiniCurve: readonly (readonly [people: number, height: number])[];
  readonly upliftCurve: readonly (readonly [people: number, height: number])[];
}

const path = fileURLToPath(new URL('./ranking-numbers.json', import.meta.url));

// The file is written by our own program and checked in with it.
export const rankingNumbers = JSON.parse(readFileSync(path, 'utf8')) as readonly RankingNumbers[];
