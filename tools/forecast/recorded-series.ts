import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dayMs } from '../../domain/duration.ts';
import { dataDir } from '../../test/data-dir.ts';
import { formatNamed } from '../replay/formats/registry.ts';
import { openRows } from '../replay/open-rows.ts';

export interface NamedSeries {
  readonly name: string;
  readonly values: readonly number[];
}

interface DayCounts {
  views: number;
  readonly visitors: Set<string>;
  readonly cartsBegun: Set<string>;
}

/** Who adds something and buys nothing within this time has left a cart. */
const leftAfterMs = 7 * dayMs;

/**
 * Daily numbers of RetailRocket's shop over four months and a half (2,464 of its visitors, in UTC); none where the file is not.
 * The first and the last day of the recording are cut, so they are left out.
 */
export async function recordedSeries(folder = dataDir): Promise<readonly NamedSeries[]> {
  const path = join(folder, 'clickstream', 'retailrocket_visitors.csv');
  if (!existsSync(path)) return [];
  const format = formatNamed('retailrocket');
  const [adds, purchases]: [{ at: number; visitor: string }[], Map<string, number[]>] = [[], new Map()];
  const days = new Map<number, DayCounts>();
  for await (const row of openRows(path, format.encoding)) {
    const click = format.readRow(row);
    if (click.kind === 'skipped' || click.kind === 'event') continue;
    const day = dayOf(days, click.at);
    day.visitors.add(click.visitor);
    if (click.kind === 'view') day.views++;
    if (click.kind === 'add') {
      day.cartsBegun.add(click.visitor);
      adds.push(click);
    }
    if (click.kind === 'purchase') purchases.set(click.visitor, [...(purchases.get(click.visitor) ?? []), click.at]);
  }
  const left = new Map<number, Set<string>>();
  for (const { at, visitor } of adds) {
    const isBought = purchases.get(visitor)?.some((bought) => bought >= at && bought < at + leftAfterMs);
    const day = Math.floor(at / dayMs);
    if (!isBought) left.set(day, (left.get(day) ?? new Set()).add(visitor));
  }
  const [first, last] = [Math.min(...days.keys()) + 1, Math.max(...days.keys()) - 1];
  const each = (of: (day: number) => number) =>
    Array.from({ length: last - first + 1 }, (_, index) => of(first + index));
  return [
    { name: 'RetailRocket: product views', values: each((day) => days.get(day)?.views ?? 0) },
    { name: 'RetailRocket: visitors', values: each((day) => days.get(day)?.visitors.size ?? 0) },
    { name: 'RetailRocket: carts begun', values: each((day) => days.get(day)?.cartsBegun.size ?? 0) },
    { name: 'RetailRocket: carts left', values: each((day) => left.get(day)?.size ?? 0) },
  ];
}

function dayOf(days: Map<number, DayCounts>, at: number): DayCounts {
  const day = Math.floor(at / dayMs);
  const known = days.get(day) ?? { views: 0, visitors: new Set(), cartsBegun: new Set() };
  days.set(day, known);
  return known;
}
