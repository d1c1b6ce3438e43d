import { poisson } from '../../test/statistics/poisson.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import type { NamedSeries } from './recorded-series.ts';

const days = 140;
const weekday = [0.8, 0.9, 0.95, 1, 1.1, 1.4, 1.3];

/** Shops that change in ways known to us, to see what each method makes of them. The same each time. */
export function madeUpSeries(): readonly NamedSeries[] {
  const random = createSeededRandom(20_261_127);
  const make = (name: string, expected: (day: number) => number): NamedSeries => ({
    name: `Made up: ${name}`,
    values: Array.from({ length: days }, (_, day) =>
      poisson(random.next, (weekday[day % weekday.length] ?? 1) * expected(day)),
    ),
  });
  return [
    make('steady week, 40 a day', () => 40),
    make('grows by 1 % a day', (day) => 20 * 1.01 ** day),
    make('halved in the middle', (day) => (day < days / 2 ? 60 : 30)),
    make('three days of a sale, then as before', (day) => (day >= 90 && day < 93 ? 240 : 40)),
    make('two a day', () => 2),
  ];
}
