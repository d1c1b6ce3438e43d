import { describe, expect } from 'vitest';
import { test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

const template = {
  ...{ carrier: 'whatsapp', template: 'cart-reminder-1', locale: 'de' },
  ...{ contentSid: 'HX0123456789abcdef0123456789abcdef', variables: ['first_name', 'restore_code'] },
};
const settings = {
  ...{ carriers: ['whatsapp', 'rcs'], whatsAppSources: ['checkout'], segmentsMax: 2, currency: 'EUR' },
  ...{ prices: [{ country: 'AT', perSegment: '0.0831' }], templates: [template] },
};

describe('messages to phones', () => {
  test('go by SMS until a store says otherwise, for itself alone', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const read = async (key: string) => (await api.call('/v1/store/phone', { key })).json;
    const alone = { carriers: [], segmentsMax: 3, prices: [], templates: [], rules: [{ prefix: '+1' }] };
    expect(await read(store.key)).toMatchObject(alone);
    const { status, json } = await api.call('/v1/store/phone', { method: 'PUT', key: store.key, body: settings });
    expect(status).toBe(200);
    expect(json).toMatchObject({ ...settings, templates: [{ ...template, stopped: null }] });
    expect(await read(store.key)).toEqual(json);
    expect(await read(other.key)).toMatchObject(alone);
  });

  test.for([
    [{ prices: [{ country: 'AT', perSegment: 'cheap' }] }, 'prices.0.perSegment'],
    [{ currency: null }, 'currency'],
    [{ templates: [template, template] }, 'templates.1'],
    [{ templates: [{ ...template, contentSid: 'HX1' }] }, 'templates.0.contentSid'],
    [{ carriers: ['rcs', 'rcs'] }, 'carriers.1'],
    [{ segmentsMax: 7 }, 'segmentsMax'],
  ] as const)('are refused with the place of what is wrong: %j', async ([change, path], { api }) => {
    const { key } = await api.newStore();
    const body = { ...settings, ...change };
    const { status, json } = await api.call('/v1/store/phone', { method: 'PUT', key, body });
    expect([status, json.error.path]).toEqual([422, path]);
  });

  test('cost what the store says, and are not made longer than it allows (field 31)', async ({ api }) => {
    const shop = await createShop(api.database, { url: 'https://shop.example' });
    const key = await api.newKey(shop.storeId, 'campaigns:write', 'carts:read', 'store:write');
    const rules = [
      {
        ...{ id: 'text', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'sms', template: 'cart-reminder-1' },
        conditions: {},
      },
    ];
    const preview = async () => {
      const body = { rules, stepId: 'text', channel: 'sms' };
      const path = `/v1/campaigns/${shop.campaignId}/preview`;
      return (await api.call(path, { method: 'POST', key, body })).json.message;
    };
    const { segments, cost } = await preview();
    expect(cost).toBeNull();
    await api.call('/v1/store/phone', { method: 'PUT', key, body: settings });
    expect(await preview()).toMatchObject({
      cost: { currency: 'EUR', amount: { 1: '0.0831', 2: '0.1662' }[segments as 1 | 2] },
    });
  });
});
