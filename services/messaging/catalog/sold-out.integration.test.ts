import { describe, expect } from 'vitest';
import type { MessageContext } from '../../../channels/message-context.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { afterRefusal } from '../../../domain/claim.ts';
import { hourMs } from '../../../domain/duration.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { type ScriptedAnswer, startRecordingApi } from '../../../test/recording-api.ts';
import type { VendorBehaviour } from '../../../test/recording-provider.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { createOpenCatalog } from '../../ingest/integrations/open-catalog.ts';
import { createAskCatalog } from './ask-catalog.ts';
import { replaceCatalogSettings } from './catalog-settings.ts';

const lamp = { productId: 'lamp', quantity: 1, unitPriceMinor: 2_000, name: 'Lamp' };
const vase = { productId: 'vase', quantity: 2, unitPriceMinor: 1_500, name: 'Vase' };
const gone = (...ids: readonly string[]) => ({
  body: { products: ids.map((productId) => ({ productId, available: false })) },
});

/** A message about a lamp and two vases, of a store whose shop answers as it is told. */
async function newCase(
  systemOfRecord: Database,
  answer: ScriptedAnswer,
  {
    soldOut = 'drop',
    source = 'http',
    behaviours = [],
    wordingFails = 0,
  }: {
    readonly soldOut?: 'drop' | 'mark';
    readonly source?: 'http' | 'off';
    readonly behaviours?: readonly VendorBehaviour[];
    /** How often the message cannot be worded for now. */
    readonly wordingFails?: number;
  } = {},
) {
  const shopApi = await startRecordingApi(() => answer);
  const sending = await newSendCase(systemOfRecord, 'email', behaviours);
  await sending.touchCart({ lines: [lamp, vase], currency: 'EUR', valueMinor: 5_000 });
  const sealer = createSealer('a-secret-of-the-tests-that-is-long-enough');
  const access = { database: systemOfRecord, sealer, allowLoopback: true, now: sending.now };
  const { storeId } = sending.shop;
  await replaceCatalogSettings(access, {
    actor: { kind: 'operator', storeId },
    storeId,
    source,
    soldOut,
    url: shopApi.url,
  });
  sending.askShops(createAskCatalog({ openCatalog: createOpenCatalog(access), flags: allOn, now: sending.now }));
  const worded: MessageContext['cart'][] = [];
  sending.sendWith(
    {
      render: async ({ to, context }) => {
        worded.push(context.cart);
        if (worded.length <= wordingFails) return { ok: false, error: { class: 'retry', code: 'busy' } } as never;
        const text = context.cart.lines.map(({ name }) => name).join();
        return {
          ok: true,
          message: { channel: 'email', to, from: 'a@b.c', subject: 's', html: text, text, headers: {} },
        } as never;
      },
    },
    't',
  );
  return { ...sending, shopApi, worded };
}

describe('a message of a store that asks its shop', () => {
  test('leaves out what is sold out and costs what is left, and its decision says how much that was (I14)', async ({
    systemOfRecord,
  }) => {
    const { send, worded, decisions, vendor } = await newCase(systemOfRecord, gone('lamp'));
    expect(await send()).toEqual({ kind: 'sent' });
    expect(worded).toMatchObject([{ lines: [vase], valueMinor: 3_000 }]);
    expect(vendor.accepted).toHaveLength(1);
    expect(await decisions()).toContainEqual(
      expect.objectContaining({ kind: 'sent', detail: expect.objectContaining({ soldOutLines: 1 }) }),
    );
  });

  test('shows it as sold out where the store wants that (I14)', async ({ systemOfRecord }) => {
    const { send, worded } = await newCase(systemOfRecord, gone('lamp'), { soldOut: 'mark' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(worded[0]?.lines).toEqual([vase, { productId: 'lamp', quantity: 1, name: 'Lamp', soldOut: true }]);
  });

  test('is not sent when nothing of the cart can be bought, which is its reason, and the flow goes on (I14)', async ({
    systemOfRecord,
  }) => {
    const { send, worded, reasons, message, vendor, shopApi } = await newCase(systemOfRecord, gone('lamp', 'vase'));
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'sold_out' });
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'sold_out' });
    expect([worded, vendor.accepted]).toEqual([[], []]);
    expect(await message()).toMatchObject({ state: 'rejected', reason: 'sold_out' });
    expect(await reasons()).toEqual(['sold_out']);
    expect(shopApi.questions).toHaveLength(1);
    expect(afterRefusal('sold_out')).toBe('skip');
  });

  test('shows prices of now, and what the total is with them', async ({ systemOfRecord }) => {
    const { send, worded } = await newCase(systemOfRecord, {
      body: { products: [{ productId: 'vase', available: true, priceMinor: 1_200, currency: 'EUR' }] },
    });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(worded).toMatchObject([
      { lines: [lamp, { unitPriceMinor: 1_200, unitPriceBeforeMinor: 1_500 }], valueMinor: 4_400 },
    ]);
  });

  test.for<[string, ScriptedAnswer]>([
    ['does not answer', { drop: true }],
    ['answers 500', { status: 500 }],
    ['answers nonsense', { body: '<h1>Lamps</h1>' }],
    ['says nothing of these products', gone('sofa')],
  ])('goes out as its cart was told when the shop %s', async ([, answer], { systemOfRecord }) => {
    const { send, worded, shopApi } = await newCase(systemOfRecord, answer);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(worded).toMatchObject([{ lines: [lamp, vase], valueMinor: 5_000 }]);
    expect(shopApi.questions).toHaveLength(1);
  });

  test('asks once, and says the same in each attempt', async ({ systemOfRecord }) => {
    const throttle = { kind: 'throttle', retryAfterSeconds: 120 } as const;
    const { send, worded, shopApi, wait, vendor } = await newCase(systemOfRecord, gone('lamp'), {
      behaviours: [throttle, throttle],
    });
    expect(await send(1)).toBe('still trying');
    wait(hourMs);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(shopApi.questions).toHaveLength(1);
    expect(vendor.accepted).toHaveLength(1);
    for (const cart of worded) expect(cart.lines).toEqual([vase]);
  });
});

test('a further attempt goes by what the shop said to the first one, also where nothing was worded yet', async ({
  systemOfRecord,
}) => {
  const { send, worded, shopApi, wait } = await newCase(systemOfRecord, gone('lamp'), { wordingFails: 1 });
  expect(await send(1)).toBe('still trying');
  wait(hourMs);
  expect(await send()).toEqual({ kind: 'sent' });
  expect(worded.map(({ lines }) => lines)).toEqual([[vase], [vase]]);
  expect(shopApi.questions).toHaveLength(1);
});

test('a store that asks nobody sends carts as they were told', async ({ systemOfRecord }) => {
  const { send, worded, shopApi } = await newCase(systemOfRecord, gone('lamp', 'vase'), { source: 'off' });
  expect(await send()).toEqual({ kind: 'sent' });
  expect(worded).toMatchObject([{ lines: [lamp, vase] }]);
  expect(shopApi.questions).toEqual([]);
});
