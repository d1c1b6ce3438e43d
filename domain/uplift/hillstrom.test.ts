import { describe, expect, test } from 'vitest';
import { type HillstromCustomer, hasHillstrom, readHillstrom } from '../../test/uplift/hillstrom.ts';
import { alwaysOf, halfOf, type LoggedOutcome, type TargetPolicy } from './logged-outcome.ts';
import { compareOffPolicy, evaluateOffPolicy } from './off-policy.ts';

/** A visit is worth this much, and a mail costs so much that it does not pay for everybody. */
const [visitMinor, mailMinor] = [100, 5];

const cellOf = ({ mens, womens, newbie, recency }: HillstromCustomer) =>
  [mens, womens, newbie, recency <= 4 ? 'new' : 'old'].join('');

/** The test of the women's mail as decisions: it was drawn by half. */
function decisions() {
  return readHillstrom()
    .filter(({ segment }) => segment !== 'Mens E-Mail')
    .map((customer, number) => {
      const mailed = customer.segment === 'Womens E-Mail';
      const row: LoggedOutcome = {
        ...{ personId: `customer-${number}`, valueMinor: visitMinor, bought: customer.visited },
        allowed: [
          { id: 'message', kind: 'message', channel: 'email', delayMs: 0, propensity: 0.5 },
          { id: 'none', kind: 'none', channel: null, delayMs: null, propensity: 0.5 },
        ],
        taken: mailed ? 'message' : 'none',
        chances: { none: 0, message: 0, offer: 0 },
        profitMinor: (customer.visited ? visitMinor : 0) - (mailed ? mailMinor : 0),
        spentMinor: mailed ? mailMinor : 0,
      };
      return { customer, row };
    });
}

describe.skipIf(!hasHillstrom)('on a real e-mail test', () => {
  const all = hasHillstrom ? decisions() : [];
  const half = (wanted: 'choose' | 'judge') => all.filter(({ row }) => halfOf(row.personId) === wanted);
  const [learnedOn, judgedOn] = [half('choose'), half('judge')];
  const rows = judgedOn.map(({ row }) => row);
  const customers = new Map(all.map(({ customer, row }) => [row.personId, customer]));

  /** Shares of a cell that visited, with and without the mail. */
  const learned = new Map(
    [...Map.groupBy(learnedOn, ({ customer }) => cellOf(customer))].map(([cell, of]) => {
      const shareOf = (taken: string) => {
        const side = of.filter(({ row }) => row.taken === taken);
        return side.filter(({ row }) => row.bought).length / Math.max(1, side.length);
      };
      return [cell, { none: shareOf('none'), message: shareOf('message') }];
    }),
  );
  const chancesOf = ({ personId }: LoggedOutcome) => {
    const customer = customers.get(personId);
    return (customer && learned.get(cellOf(customer))) ?? { none: 0, message: 0 };
  };
  const mailIf = (wanted: boolean): Readonly<Record<string, number>> => (wanted ? { message: 1 } : { none: 1 });
  const byProfit: TargetPolicy = (row) => {
    const { none, message } = chancesOf(row);
    return mailIf((message - none) * visitMinor > mailMinor);
  };
  const average = [...learned.values()].reduce((sum, { none }) => sum + none, 0) / Math.max(1, learned.size);
  const byPropensity: TargetPolicy = (row) => mailIf(chancesOf(row).none > average);

  test('what a fixed policy brings lies in its interval, as the other half saw it', () => {
    for (const kind of ['none', 'message'] as const) {
      const seen = learnedOn.filter(({ row }) => row.taken === kind);
      const mean = seen.reduce((sum, { row }) => sum + row.profitMinor, 0) / seen.length;
      const found = evaluateOffPolicy(rows, alwaysOf(kind));
      if (found.kind === 'refused') throw new Error(found.reason);
      for (const { interval } of [found.ips, found.snips]) {
        expect(interval.low).toBeLessThan(mean);
        expect(interval.high).toBeGreaterThan(mean);
      }
    }
  });

  test('mailing by expected profit surely beats mailing nobody, everybody, and whoever visits anyway', () => {
    for (const than of [alwaysOf('none'), alwaysOf('message'), byPropensity]) {
      const found = compareOffPolicy(rows, { target: byProfit, than, model: null });
      if (found.kind === 'refused') throw new Error(found.reason);
      expect(found.difference.value).toBeGreaterThan(0);
      expect(found.difference.interval.low).toBeGreaterThan(0);
    }
  });
});
