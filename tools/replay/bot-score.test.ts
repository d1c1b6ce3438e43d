import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { botScoreThreshold, scoreBot } from '../../domain/bot-score.ts';
import { addOperations, type CartOperation, contentsOf, emptyCart } from '../../domain/cart.ts';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { formatNamed } from './formats/registry.ts';
import { readClicks, surveyClicks } from './read-clicks.ts';

const recordings = [
  ['rees46', 'cosmetics_2022_oct.csv'],
  ['rees46', 'cosmetics_2022_nov.csv'],
  ['rees46', 'cosmetics_2022_dec.csv'],
  ['retailrocket', 'retailrocket_visitors.csv'],
  ['taobao', 'taobao_2h.ndjson.gz'],
] as const;

/** What each visitor of a recording did to the cart. */
async function cartsOf(format: string, file: string): Promise<readonly (readonly CartOperation[])[]> {
  const survey = await surveyClicks([{ path: resolve(dataDir, 'clickstream', file), format: formatNamed(format) }]);
  const carts = new Map<string, CartOperation[]>();
  let row = 0;
  for await (const click of readClicks(survey)) {
    if (click.kind !== 'add' && click.kind !== 'remove') continue;
    const { at, item, visitor } = click;
    const operations = carts.get(visitor) ?? [];
    carts.set(visitor, operations);
    const id = String(row++);
    if (click.kind === 'add') operations.push({ id, at, kind: 'add', line: { ...item, quantity: 1 } });
    else operations.push({ id, at, kind: 'remove', productId: item.productId, quantity: 1 });
  }
  return [...carts.values()];
}

describe.skipIf(!hasData('clickstream'))('the recordings of real shops (CART_DATA_DIR)', () => {
  test('hold no cart that looks like the work of a bot', async () => {
    let carts = 0;
    for (const [format, file] of recordings) {
      for (const operations of await cartsOf(format, file)) {
        const fold = addOperations(emptyCart, operations);
        const actionTimes = fold.recent.map(({ at }) => at);
        const { score } = scoreBot({ actionTimes, lines: contentsOf(fold).lines, cartsOfTheDay: 1 });
        expect(score).toBeLessThan(botScoreThreshold);
        carts += 1;
      }
    }
    expect(carts).toBeGreaterThan(5_000);
  }, 60_000);
});
