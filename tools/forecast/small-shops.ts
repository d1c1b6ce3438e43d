import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dayMs } from '../../domain/duration.ts';
import { meanOf, weekDays } from '../../domain/forecast/daily-series.ts';
import type { WeekShape } from '../../domain/forecast/pooled-weekday.ts';
import { dataDir } from '../../test/data-dir.ts';
import { poisson } from '../../test/statistics/poisson.ts';
import { formatNamed } from '../replay/formats/registry.ts';
import { openRows } from '../replay/open-rows.ts';
import { createSeededRandom, shareOf } from '../traffic/seeded-random.ts';
import { type EvaluateOptions, evaluateForecasts, type Score } from './evaluate.ts';

/** Shops of one platform, too small to know their own week. */
export interface SmallShops {
  readonly name: string;
  readonly shops: readonly (readonly number[])[];
}

const shopCount = 20;
const madeUpDays = 140;
const weekday = [0.8, 0.9, 0.95, 1, 1.1, 1.4, 1.3];

/** Shops whose weeks are alike but for something of their own, with so many carts a day. */
export function madeUpShops(perDay: number): SmallShops {
  const random = createSeededRandom(20_261_127);
  const shops = Array.from({ length: shopCount }, () => {
    const own = weekday.map((part) => part * Math.exp(0.3 * (random.next() - 0.5)));
    return Array.from({ length: madeUpDays }, (_, day) => poisson(random.next, perDay * (own[day % weekDays] ?? 1)));
  });
  return { name: `Made up: ${shopCount} shops with ${perDay} a day`, shops };
}

/** RetailRocket's visitors dealt out to shops, who then have about one product view or two a day; null where the file is not. */
export async function recordedShops(folder = dataDir): Promise<SmallShops | null> {
  const path = join(folder, 'clickstream', 'retailrocket_visitors.csv');
  if (!existsSync(path)) return null;
  const format = formatNamed('retailrocket');
  const days = new Map<number, number[]>();
  for await (const row of openRows(path, format.encoding)) {
    const click = format.readRow(row);
    if (click.kind !== 'view') continue;
    const day = Math.floor(click.at / dayMs);
    const counts = days.get(day) ?? new Array<number>(shopCount).fill(0);
    const shop = Math.floor(shareOf(click.visitor) * shopCount);
    counts[shop] = (counts[shop] ?? 0) + 1;
    days.set(day, counts);
  }
  // The first and the last day are cut.
  const [first, last] = [Math.min(...days.keys()) + 1, Math.max(...days.keys()) - 1];
  const shops = Array.from({ length: shopCount }, (_, shop) =>
    Array.from({ length: last - first + 1 }, (_day, index) => days.get(first + index)?.[shop] ?? 0),
  );
  return { name: `RetailRocket: product views of ${shopCount} parts of its visitors`, shops };
}

/** Each shop with the week of all others, every method alone and the choice; means over the shops. */
export function evaluateShops({ shops }: SmallShops, options: Omit<EvaluateOptions, 'shape'>): readonly Score[] {
  const scores = shops.map((values, shop) =>
    evaluateForecasts(values, { ...options, shape: weekOf(shops.filter((_, other) => other !== shop)) }),
  );
  return (scores[0] ?? []).map(({ name }, place) => {
    const of = (read: (score: Score) => number | null) =>
      meanOf(scores.flatMap((own) => (own[place] ? (read(own[place]) ?? []) : [])));
    return {
      name,
      meanAbsoluteError: of((one) => one.meanAbsoluteError),
      scaledError: of((one) => one.scaledError),
      pinballLoss: of((one) => one.pinballLoss),
      coverage: of((one) => one.coverage),
      coverageOfSum: of((one) => one.coverageOfSum),
    };
  });
}

/** Shares of each shop's days, each shop with the same weight, as the engine reads them. */
function weekOf(shops: readonly (readonly number[])[]): WeekShape {
  const parts = shops.map((values) => {
    const mean = meanOf(values);
    return Array.from({ length: weekDays }, (_, place) =>
      mean === 0 ? 1 : meanOf(values.filter((_value, day) => day % weekDays === place)) / mean,
    );
  });
  return Array.from({ length: weekDays }, (_, place) => meanOf(parts.map((own) => own[place] ?? 1)));
}
