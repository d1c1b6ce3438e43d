import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

const rule = {
  ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
};
const edit = { name: 'Spring', rules: [{ ...rule, delayMs: 7_200_000 }] };

type Store = Awaited<ReturnType<ApiFixture['newStore']>>;

const at = (revision: number) => ({ 'if-match': `"${revision}"` });
const pathOf = (store: Store, rest = '') => `/v1/campaigns/${store.campaignId}${rest}`;
const read = async (api: ApiFixture, store: Store) => (await api.call(pathOf(store), { key: store.key })).json;
const saveDraft = (api: ApiFixture, store: Store, { body = edit as object, headers = {} } = {}) =>
  api.call(pathOf(store, '/draft'), { method: 'PUT', key: store.key, body, headers });
const publish = (api: ApiFixture, store: Store, headers = {}) =>
  api.call(pathOf(store, '/publish'), { method: 'POST', key: store.key, headers });

describe('a draft', () => {
  test('is kept beside the rules that count, and nothing goes out by it before it is published', async ({ api }) => {
    const store = await api.newStore();
    const before = await read(api, store);
    await saveDraft(api, store);
    const kept = await read(api, store);
    expect(kept).toMatchObject({ name: before.name, version: 1, rules: before.rules });
    expect(kept.draft).toMatchObject({ ...edit, baseVersion: 1, actorKind: 'api_key' });

    const { json: published } = await publish(api, store, at(kept.revision));
    expect(published).toMatchObject({ ...edit, version: 2, draft: null });
    expect(await read(api, store)).toEqual(published);
  });

  test('can be forgotten, twice without harm', async ({ api }) => {
    const store = await api.newStore();
    await saveDraft(api, store);
    for (let time = 0; time < 2; time++)
      expect((await api.call(pathOf(store, '/draft'), { method: 'DELETE', key: store.key })).json.draft).toBeNull();
    expect((await publish(api, store)).status).toBe(409);
  });

  test('is not saved for an archived campaign, nor with rules that are none', async ({ api }) => {
    const store = await api.newStore();
    const wrong = await saveDraft(api, store, { body: { ...edit, rules: [{ ...rule, delayMs: -1 }] } });
    expect([wrong.status, wrong.json.error.path]).toEqual([422, 'rules.0.delayMs']);
    await api.call(pathOf(store, '/archive'), { method: 'POST', key: store.key });
    expect((await saveDraft(api, store)).status).toBe(409);
  });

  test('by which a step could never send is not published, and says which', async ({ api }) => {
    const store = await api.newStore();
    await saveDraft(api, store, { body: { ...edit, rules: [rule, { ...rule, id: 'two', template: 'gone' }] } });
    const { status, json } = await publish(api, store);
    expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', 'rules.1.template']);
    expect(json.error.details.findings).toMatchObject([{ code: 'template_unknown', stepId: 'two' }]);
    expect((await read(api, store)).version).toBe(1);
  });

  test('and its publishing are written down without their content', async ({ api }) => {
    const shop = await createShop(api.database);
    const key = await api.newKey(shop.storeId, 'campaigns:write');
    const store = { id: shop.storeId, key, campaignId: shop.campaignId };
    await saveDraft(api, store);
    await publish(api, store);
    const rows = await shop.write((tx) =>
      tx.select().from(auditLog).where(eq(auditLog.subjectKind, 'campaign')).orderBy(auditLog.id),
    );
    expect(rows.map(({ action, change }) => [action, change])).toEqual([
      ['campaigns:write', { revision: { before: 1, after: 2 }, draft: {} }],
      [
        'campaigns:write',
        { name: { before: 'Cart reminders', after: 'Spring' }, version: { before: 1, after: 2 }, draft: {} },
      ],
    ]);
  });
});

describe('a change with If-Match', () => {
  test('of a revision that is gone is refused with what stands there and how it differs', async ({ api }) => {
    const store = await api.newStore();
    const { revision } = await read(api, store);
    const theirs = { name: 'Theirs', rules: [{ ...rule, delayMs: 60_000 }] };
    expect((await saveDraft(api, store, { body: theirs, headers: at(revision) })).status).toBe(200);
    for (const answer of [
      await saveDraft(api, store, { headers: at(revision) }),
      await api.call(pathOf(store), { method: 'PUT', key: store.key, body: edit, headers: at(revision) }),
    ]) {
      expect([answer.status, answer.json.error.code]).toEqual([412, 'version_conflict']);
      expect(answer.json.error.details).toEqual({
        current: { ...theirs, flow: null, revision: revision + 1, version: 1 },
        difference: {
          settings: [],
          steps: [
            {
              ...{ kind: 'changed', stepId: 'touch-1' },
              fields: [{ field: 'delayMs', before: 60_000, after: 7_200_000 }],
            },
          ],
          reordered: false,
        },
      });
    }
    expect((await read(api, store)).draft).toMatchObject(theirs);
  });

  test('of two at the same instant is made once', async ({ api }) => {
    const store = await api.newStore();
    const { revision } = await read(api, store);
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((name) => saveDraft(api, store, { body: { ...edit, name }, headers: at(revision) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('is not in the way of pausing, which is no edit', async ({ api }) => {
    const store = await api.newStore();
    const { revision } = await read(api, store);
    await api.call(pathOf(store, '/pause'), { method: 'POST', key: store.key });
    expect((await saveDraft(api, store, { headers: at(revision) })).status).toBe(200);
  });

  test('that names no revision is a bad request', async ({ api }) => {
    const store = await api.newStore();
    for (const header of ['3', 'W/"3"', '"x"', '""']) {
      const { status, json } = await saveDraft(api, store, { headers: { 'if-match': header } });
      expect([header, status, json.error.path]).toEqual([header, 400, 'if-match']);
    }
    expect((await saveDraft(api, store, { headers: { 'if-match': '*' } })).status).toBe(200);
  });
});

describe('versions', () => {
  test('say who published them and what each changed', async ({ api }) => {
    const store = await api.newStore();
    await api.call(pathOf(store), { method: 'PUT', key: store.key, body: { name: 'A', rules: [rule] } });
    await api.call(pathOf(store), { method: 'PUT', key: store.key, body: edit });
    const { json: list } = await api.call(pathOf(store, '/versions?limit=2'), { key: store.key });
    expect(list.items.map((one: { version: number }) => one.version)).toEqual([3, 2]);
    expect(list.items[0]).toMatchObject({ steps: 1, actorKind: 'api_key' });
    const { json: rest } = await api.call(pathOf(store, `/versions?cursor=${list.nextCursor}`), { key: store.key });
    expect(rest).toMatchObject({ items: [{ version: 1, actorKind: 'system' }], nextCursor: null });

    const { json: newest } = await api.call(pathOf(store, '/versions/3'), { key: store.key });
    expect(newest).toMatchObject({ comparedWith: 2, rules: edit.rules });
    expect(newest.difference.steps).toEqual([
      { kind: 'changed', stepId: 'touch-1', fields: [{ field: 'delayMs', before: 3_600_000, after: 7_200_000 }] },
    ]);
    const { json: first } = await api.call(pathOf(store, '/versions/1'), { key: store.key });
    expect(first).toMatchObject({ comparedWith: null, difference: null });
    const { json: same } = await api.call(pathOf(store, '/versions/3?against=3'), { key: store.key });
    expect(same.difference).toEqual({ settings: [], steps: [], reordered: false });
  });

  test('that do not exist are not found, by the path of what named them', async ({ api }) => {
    const store = await api.newStore();
    const answers = [
      await api.call(pathOf(store, '/versions/9'), { key: store.key }),
      await api.call(pathOf(store, '/versions/1?against=9'), { key: store.key }),
      await api.call(pathOf(store, '/versions/0'), { key: store.key }),
    ];
    expect(answers.map(({ status, json }) => [status, json.error.path])).toEqual([
      [404, 'version'],
      [404, 'against'],
      [400, 'version'],
    ]);
  });
});
