import type { ComparedArm } from '../../../domain/experiments/split-comparison.ts';
import type { SplitSums } from './split-sums.ts';

/** A split, or the groups of one that chooses for each person. */
export interface ComparedSplit {
  readonly id: string;
  readonly arms: readonly { readonly id: string }[];
}

/** The arms of a split as they are compared. */
export function comparedArms(step: ComparedSplit, campaignId: string, sums: SplitSums): readonly ComparedArm[] {
  const of = <Row extends { readonly campaignId: string; readonly splitId: string; readonly arm: string }>(
    rows: readonly Row[],
    arm: string,
  ) => rows.filter((row) => row.campaignId === campaignId && row.splitId === step.id && row.arm === arm);
  const currency = mainCurrency(
    sums.spending.filter((row) => row.campaignId === campaignId && row.splitId === step.id),
  );
  return step.arms.map(({ id }): ComparedArm => {
    const [counted] = of(sums.people, id);
    const { matured = 0, w = 0, ww = 0 } = counted ?? {};
    const bought = of(sums.buyers, id);
    const [yes, yesSquared] = [sum(bought.map((row) => row.w)), sum(bought.map((row) => row.ww))];
    const money = of(sums.spending, id).find((row) => row.currency === currency);
    const people = { people: matured, w, ww };
    return {
      ...{ id, matured, buyers: sum(bought.map(({ buyers }) => buyers)) },
      recovered: { ...people, wy: yes, wwy: yesSquared, wwyy: yesSquared },
      revenue: { ...people, wy: money?.wy ?? 0, wwy: money?.wwy ?? 0, wwyy: money?.wwyy ?? 0 },
    };
  });
}

/** Currencies are never mixed: money is told in the one of most orders. */
export function mainCurrency(
  spending: readonly { readonly currency: string; readonly orders: number }[],
): string | null {
  const orders = new Map<string, number>();
  for (const row of spending) orders.set(row.currency, (orders.get(row.currency) ?? 0) + row.orders);
  return [...orders].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
