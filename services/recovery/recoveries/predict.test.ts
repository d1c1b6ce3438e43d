import { afterEach, describe, expect, test, vi } from 'vitest';
import { flagsOf } from '../../../test/flags-fixture.ts';
import type { ModelServing } from '../../prediction/serving/model-serving.ts';
import { createPredictAtOnce, predictPurchase } from './predict.ts';

const cart = { storeId: 'a-store', recoveryId: 'a-recovery', cartId: 'a-cart' };
/** Nothing is known of any cart: what would be asked of a model and kept is no matter of these tests. */
const untouched = { database: undefined as never };
const anyServing = { predict: () => Promise.reject(new Error('nobody asks')) } as unknown as ModelServing;

afterEach(() => vi.useRealTimers());

test('a recovery is decided as without an answer while predictions are switched off, and no model is asked (operations T22)', async () => {
  const switches = flagsOf();
  const asked: string[] = [];
  const features = {
    get: async (_storeId: string, cartId: string) => {
      asked.push(cartId);
      return undefined;
    },
  };
  const predict = () => predictPurchase({ ...untouched, features, serving: anyServing, flags: switches.flags }, cart);
  switches.say('predictions', { kind: 'off' });
  expect(await predict()).toBeNull();
  expect(asked).toEqual([]);
  switches.takeBack('predictions');
  await predict();
  expect(asked).toEqual(['a-cart']);
});

describe('a recovery that opens goes on without a prediction, to ask again on the queue', () => {
  function asking(get: () => Promise<undefined>, serving: ModelServing | null = anyServing) {
    const failures: unknown[] = [];
    const { flags } = flagsOf();
    const predictAtOnce = createPredictAtOnce({
      ...{ ...untouched, flags, features: { get } },
      serving: () => serving,
      onFailure: (error) => failures.push(error),
    });
    return { answer: () => predictAtOnce(cart), failures };
  }

  test('when no model is served in this process, which is no failure', async () => {
    const { answer, failures } = asking(() => Promise.reject(new Error('nobody asks')), null);
    expect(await answer()).toBeUndefined();
    expect(failures).toEqual([]);
  });

  test('when something fails', async () => {
    const { answer, failures } = asking(() => Promise.reject(new Error('away')));
    expect(await answer()).toBeUndefined();
    expect(failures).toEqual([new Error('away')]);
  });

  test('when the answer does not come at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { answer, failures } = asking(() => new Promise(() => {}));
    const told = answer();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await told).toBeUndefined();
    expect(failures).toEqual([new Error('no answer within 2000 ms')]);
  });

  test('but keeps the answer that there is nothing to say', async () => {
    const { answer } = asking(async () => undefined);
    expect(await answer()).toBeNull();
  });
});
