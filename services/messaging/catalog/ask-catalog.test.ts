import { expect, test } from 'vitest';
import type { Good, SaidOfGood } from '../../../domain/catalog/said-of-good.ts';
import { minuteMs, secondMs } from '../../../domain/duration.ts';
import { PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { flagsOf } from '../../../test/flags-fixture.ts';
import { type CatalogOutcome, createAskCatalog } from './ask-catalog.ts';
import type { CatalogRow } from './catalog-settings.ts';

const lamp = { productId: 'lamp' };
const vase = { productId: 'vase' };
const said = (good: Good): SaidOfGood => ({ ...good, availability: 'for_sale', price: null });
const rowOf = (storeId: string, updatedAt = 0): CatalogRow => ({
  ...{ storeId, source: 'shopify', soldOut: 'drop', url: null, secret: null },
  updatedAt: new Date(updatedAt),
});
const { signal } = new AbortController();

function newShop(answer: (goods: readonly Good[]) => readonly SaidOfGood[] = (goods) => goods.map(said)) {
  let clock = 1_000_000;
  const asked: (readonly Good[])[] = [];
  const outcomes: CatalogOutcome[] = [];
  const switches = flagsOf();
  const ask = createAskCatalog({
    flags: switches.flags,
    openCatalog: async ({ storeId }) =>
      storeId === 'closed'
        ? null
        : {
            look: async (goods) => {
              asked.push(goods);
              return answer(goods);
            },
          },
    now: () => clock,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return {
    ...{ asked, outcomes, switches },
    ask: (goods: readonly Good[], row = rowOf('store')) => ask(row, goods, signal),
    wait: (ms: number) => {
      clock += ms;
    },
  };
}

const down = () => {
  throw new PlatformApiError('away', 'it cannot be reached');
};

test('what a shop said of a product is good for a minute, in its store and of its source alone', async () => {
  const shop = newShop();
  await shop.ask([lamp]);
  expect(await shop.ask([lamp, vase])).toEqual([said(lamp), said(vase)]);
  expect(shop.asked).toEqual([[lamp], [vase]]);
  await shop.ask([lamp], rowOf('another'));
  await shop.ask([lamp], rowOf('store', 1));
  expect(shop.asked).toHaveLength(4);
  shop.wait(minuteMs);
  await shop.ask([lamp]);
  expect(shop.asked).toHaveLength(5);
});

test('a product of which a shop said nothing is not asked for again at once', async () => {
  const shop = newShop(() => []);
  expect([await shop.ask([lamp]), await shop.ask([lamp])]).toEqual([[], []]);
  expect(shop.asked).toHaveLength(1);
});

test('a shop that does not answer says nothing, and is left alone for a while; other stores ask theirs', async () => {
  const shop = newShop(down);
  for (let n = 0; n < 5; n++) expect(await shop.ask([lamp])).toEqual([]);
  expect(shop.asked).toHaveLength(3);
  await shop.ask([lamp], rowOf('another'));
  expect(shop.asked).toHaveLength(4);
  expect(shop.outcomes).toEqual(['away', 'away', 'away', 'not_asked', 'not_asked', 'away']);
  shop.wait(5 * secondMs);
  await shop.ask([lamp]);
  expect(shop.asked).toHaveLength(5);
});

test('a store without access to its shop gets no answer', async () => {
  const shop = newShop();
  expect(await shop.ask([lamp], rowOf('closed'))).toEqual([]);
  expect(shop.outcomes).toEqual(['no_access']);
});

test('a shop whose questions are switched off is not asked, and is again once they are on (operations T22)', async () => {
  const shop = newShop();
  shop.switches.say('platform_questions', { kind: 'off' }, { storeId: 'store' });
  expect(await shop.ask([lamp])).toEqual([]);
  expect(await shop.ask([lamp], rowOf('another'))).toEqual([said(lamp)]);
  expect(shop.outcomes).toEqual(['switched_off', 'answered']);
  shop.switches.takeBack('platform_questions', 'store');
  expect(await shop.ask([lamp])).toEqual([said(lamp)]);
});
