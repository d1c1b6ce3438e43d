import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataDir, hasData } from '../data-dir.ts';

/** One of the customers of K. Hillstrom's e-mail test (2008): two thirds got a mail by chance, a third none. */
export interface HillstromCustomer {
  readonly recency: number;
  readonly history: number;
  readonly mens: number;
  readonly womens: number;
  readonly newbie: number;
  readonly segment: 'Mens E-Mail' | 'Womens E-Mail' | 'No E-Mail';
  readonly visited: boolean;
  readonly bought: boolean;
  /** Dollars. */
  readonly spent: number;
}

const path = ['ml', 'hillstrom.csv.gz'] as const;

export const hasHillstrom = hasData(...path);

export function readHillstrom(): readonly HillstromCustomer[] {
  const lines = gunzipSync(readFileSync(resolve(dataDir, ...path)))
    .toString('utf8')
    .trim()
    .split('\n');
  const names = (lines[0] ?? '').trim().split(',');
  return lines.slice(1).map((line) => {
    // Bands of spending are written with a comma, in quotes, and not looked at.
    const cells = line
      .trim()
      .replace(/"[^"]*"/, '')
      .split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      ...{ recency: Number(cell('recency')), history: Number(cell('history')), mens: Number(cell('mens')) },
      ...{ womens: Number(cell('womens')), newbie: Number(cell('newbie')), segment: segmentOf(cell('segment')) },
      ...{ visited: cell('visit') === '1', bought: cell('conversion') === '1', spent: Number(cell('spend')) },
    };
  });
}

function segmentOf(text: string): HillstromCustomer['segment'] {
  if (text === 'Mens E-Mail' || text === 'Womens E-Mail' || text === 'No E-Mail') return text;
  throw new Error(`unknown segment ${text}`);
}
