import { pino } from 'pino';
import { expect, test } from 'vitest';
import { flagsOf } from '../test/flags-fixture.ts';
import { createPredictionActivities } from './prediction.ts';

test('a recovery is decided as without an answer while predictions are switched off, and no model is asked (operations T22)', async () => {
  const switches = flagsOf();
  const asked: string[] = [];
  const { predictPurchase } = createPredictionActivities({
    log: pino({ level: 'silent' }),
    // Nothing is known of the cart: what would be asked of a model and kept is no matter of this test.
    features: {
      get: async (_storeId, cartId) => {
        asked.push(cartId);
        return undefined;
      },
    },
    ...{ database: undefined as never, serving: undefined as never, flags: switches.flags },
  });
  const predict = () => predictPurchase({ storeId: 'a-store', recoveryId: 'r', cartId: 'a-cart' });
  switches.say('predictions', { kind: 'off' });
  expect(await predict()).toBeNull();
  expect(asked).toEqual([]);
  switches.takeBack('predictions');
  await predict();
  expect(asked).toEqual(['a-cart']);
});
