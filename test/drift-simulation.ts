import type { DriftSample, SampledCart } from '../domain/drift/drift-sample.ts';
import { daysCompared, weekDays } from '../domain/drift/week-by-weekday.ts';
import { chanceOf } from '../domain/statistics/log-odds.ts';

/** A made-up shop: what comes and what becomes of it, by the day. */
export interface SimulatedShop {
  /** Carts of a day; weekends bring fewer, and each day differs by chance. */
  readonly cartsPerDay: number;
  /** From this day on, something is otherwise; none: nothing ever is. */
  readonly change?: { readonly fromDay: number; readonly toDay?: number } & Partial<SimulatedChange>;
}

export interface SimulatedChange {
  /** Added to the log-odds of buying. */
  readonly odds: number;
  /** Only for people who were here before. */
  readonly onlyReturning: boolean;
  /** The chances no longer tell who buys. */
  readonly noSkill: boolean;
  /** How many times as many carts. */
  readonly traffic: number;
  /** Product views are as many times as many. */
  readonly views: number;
  /** Share of carts whose views are lost. */
  readonly lost: number;
}

export const simulatedFeatures = ['product_views', 'seconds', 'returning_visitor', 'weekend'] as const;

const untouched: SimulatedChange = { odds: 0, onlyReturning: false, noSkill: false, traffic: 1, views: 1, lost: 0 };

interface Lived extends Omit<SampledCart, 'outcome'> {
  readonly bought: boolean;
  readonly untouched: boolean;
}

/** Plays so many days. Days differ by more than chance: some bring more people who were here before. */
export function simulateDays(shop: SimulatedShop, days: number, random: () => number): readonly (readonly Lived[])[] {
  return Array.from({ length: days }, (_, day) => {
    const isChanged = shop.change && day >= shop.change.fromDay && day <= (shop.change.toDay ?? days);
    const change = isChanged ? { ...untouched, ...shop.change } : untouched;
    const weekend = day % weekDays >= 5;
    const carts = Math.round(shop.cartsPerDay * (weekend ? 0.7 : 1) * (0.85 + 0.3 * random()) * change.traffic);
    const returningShare = 0.3 + 0.04 * (random() - 0.5);
    return Array.from({ length: carts }, (): Lived => cartOf({ day, weekend, returningShare, change, random }));
  });
}

function cartOf({
  day,
  weekend,
  returningShare,
  change,
  random,
}: {
  readonly day: number;
  readonly weekend: boolean;
  readonly returningShare: number;
  readonly change: SimulatedChange;
  readonly random: () => number;
}): Lived {
  const returning = random() < returningShare;
  const seen = random() < 0.9 && random() >= change.lost;
  const views = Math.max(1, Math.round(-4 * Math.log(1 - random()) * (weekend ? 1.3 : 1) * change.views));
  const seconds = views * (20 + 40 * random());
  const told = -2.1 + 0.8 * Number(returning) + 0.05 * Math.min(views, 20) + 0.1 * Number(weekend);
  const odds = change.noSkill ? -1.7 : told;
  const moved = change.onlyReturning && !returning ? 0 : change.odds;
  const untouched = random() < 0.4;
  return {
    ...{ day, probability: chanceOf(told), untouched },
    features: [seen ? views : null, seen ? seconds : null, Number(returning), Number(weekend)],
    bought: random() < chanceOf(odds + moved + (untouched ? 0 : 0.4)),
  };
}

/** Days until what somebody did is known. */
const maturityDays = 3;

/** What a check sees in the morning after day `last`. */
export function sampleUpTo(days: readonly (readonly Lived[])[], last: number): DriftSample {
  const first = last + 1 - daysCompared;
  const compared = days.slice(first, last + 1);
  return {
    features: simulatedFeatures,
    predictionsByDay: compared.map(({ length }) => length),
    carts: compared.flatMap((carts, day) =>
      carts.map(({ bought, untouched, ...cart }) => ({
        ...{ ...cart, day },
        outcome: day + maturityDays < daysCompared ? { bought, untouched } : null,
      })),
    ),
  };
}
