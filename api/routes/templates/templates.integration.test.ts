import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { phoneSettings, recoveries, stores, templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { templateLimits } from '../../../domain/template.ts';
import { createStoreTemplates } from '../../../services/recovery/templates/store-templates.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

const mjml = (inner: string) =>
  `<mjml><mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`;
const contentOf = (words: string) => ({
  variants: [
    {
      locale: 'en',
      email: {
        subject: words,
        mjml: mjml(`<mj-text>${words}</mj-text><mj-button href="{{ links.restore }}">Go</mj-button>`),
      },
    },
  ],
});
const rule = {
  ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'own-spring' },
  conditions: {},
} as const;

async function shopWithKey(api: ApiFixture) {
  const shop = await createShop(api.database, { url: 'https://shop.example' });
  const key = await api.newKey(shop.storeId, 'campaigns:write', 'carts:read', 'audit:read');
  const call = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    api.call(path, { method, key, headers, ...(body !== undefined && { body }) });
  return { shop, key, call };
}
const created = { name: 'own-spring', content: contentOf('Spring is here') };

describe('an own template', () => {
  test('is saved, published, named by a campaign and what its message says', async ({ api }) => {
    const { shop, call } = await shopWithKey(api);
    expect(await call('POST', '/v1/templates', created)).toMatchObject({
      status: 201,
      json: { version: 1, publishedVersion: null },
    });
    const check = async () =>
      (await call('POST', `/v1/campaigns/${shop.campaignId}/check`, { rules: [rule] })).json.findings.map(
        ({ code }: { code: string }) => code,
      );
    expect(await check()).toContain('template_unknown');
    expect((await call('POST', '/v1/templates/own-spring/publish', { version: 1 })).json.publishedVersion).toBe(1);
    expect(await check()).not.toContain('template_unknown');
    const wrong = { rules: [{ ...rule, channel: 'sms' }] };
    const findings = (await call('POST', `/v1/campaigns/${shop.campaignId}/check`, wrong)).json.findings;
    expect(findings.map(({ code }: { code: string }) => code)).toContain('template_without_channel');

    await call('PUT', `/v1/campaigns/${shop.campaignId}`, { name: 'Spring', rules: [rule] });
    const preview = await call('POST', `/v1/campaigns/${shop.campaignId}/preview`, {
      stepId: 'touch-1',
      channel: 'email',
    });
    expect(preview.json.message).toMatchObject({ subject: 'Spring is here' });
  });

  test('is read beside the built-in ones, which can be copied and not changed', async ({ api }) => {
    const { call } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    const { items } = (await call('GET', '/v1/templates')).json;
    const builtIn = (await createBuiltInTemplates().list()).map(({ name }) => name);
    expect(items.map(({ name }: { name: string }) => name)).toEqual([...builtIn, 'own-spring']);
    const copied = (await call('GET', '/v1/templates/cart-reminder-1')).json;
    expect(copied).toMatchObject({ own: false, version: null });
    expect(await call('POST', '/v1/templates', { name: 'own-copy', content: copied.content })).toMatchObject({
      status: 201,
    });
    expect(await call('PUT', '/v1/templates/cart-reminder-1', { content: created.content })).toMatchObject({
      status: 422,
      json: { error: { path: 'name' } },
    });
  });

  test('keeps the published words until a version is published, and brings earlier ones back', async ({ api }) => {
    const { call, shop } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    await call('POST', '/v1/templates/own-spring/publish', { version: 1 });
    const edited = await call(
      'PUT',
      '/v1/templates/own-spring',
      { content: contentOf('Summer') },
      { 'if-match': '"1"' },
    );
    expect(edited.json).toMatchObject({ version: 2, publishedVersion: 1 });
    await call('PUT', `/v1/campaigns/${shop.campaignId}`, { name: 'Spring', rules: [rule] });
    const subject = async () =>
      (await call('POST', `/v1/campaigns/${shop.campaignId}/preview`, { stepId: 'touch-1', channel: 'email' })).json
        .message.subject;
    expect(await subject()).toBe('Spring is here');
    await call('POST', '/v1/templates/own-spring/publish', { version: 2 });
    expect(await subject()).toBe('Summer');
    await call('POST', '/v1/templates/own-spring/publish', { version: 1 });
    expect(await subject()).toBe('Spring is here');
    expect(
      (await call('GET', '/v1/templates/own-spring/versions')).json.items.map(
        ({ version }: { version: number }) => version,
      ),
    ).toEqual([2, 1]);
    expect((await call('GET', '/v1/templates/own-spring/versions/2')).json.content).toEqual(contentOf('Summer'));
    expect((await call('POST', '/v1/templates/own-spring/publish', { version: 9 })).status).toBe(404);
  });

  test('that says the same keeps its version, and an edit over another unseen is refused with what stands there', async ({
    api,
  }) => {
    const { call } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    expect((await call('PUT', '/v1/templates/own-spring', { content: created.content })).json.version).toBe(1);
    await call('PUT', '/v1/templates/own-spring', { content: contentOf('Summer') });
    const late = await call('PUT', '/v1/templates/own-spring', { content: contentOf('Autumn') }, { 'if-match': '"1"' });
    expect(late).toMatchObject({
      status: 412,
      json: { error: { code: 'version_conflict', details: { current: { version: 2 } } } },
    });
  });

  test('is not deleted while a campaign names it, and the answer says where', async ({ api }) => {
    const { call, shop } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    await call('PUT', `/v1/campaigns/${shop.campaignId}`, { name: 'Spring', rules: [rule] });
    const refused = await call('DELETE', '/v1/templates/own-spring');
    expect(refused).toMatchObject({
      status: 409,
      json: {
        error: {
          details: { uses: [{ campaignId: shop.campaignId, campaign: 'Spring', stepId: 'touch-1', in: 'published' }] },
        },
      },
    });
    await call('PUT', `/v1/campaigns/${shop.campaignId}`, {
      name: 'Spring',
      rules: [{ ...rule, template: 'cart-reminder-1' }],
    });
    await call('PUT', `/v1/campaigns/${shop.campaignId}/draft`, { name: 'Spring', rules: [rule] });
    expect((await call('DELETE', '/v1/templates/own-spring')).json.error.details.uses).toMatchObject([{ in: 'draft' }]);
    await call('DELETE', `/v1/campaigns/${shop.campaignId}/draft`);
    expect((await call('DELETE', '/v1/templates/own-spring')).status).toBe(204);
    expect((await call('GET', '/v1/templates/own-spring')).status).toBe(404);
  });

  test('of another store is not seen', async ({ api }) => {
    const { call } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    const other = await shopWithKey(api);
    expect((await other.call('GET', '/v1/templates/own-spring')).status).toBe(404);
    const rules = { rules: [rule] };
    const check = await other.call('POST', `/v1/campaigns/${other.shop.campaignId}/check`, rules);
    expect(check.json.findings[0].code).toBe('template_unknown');
  });

  test('leaves a trace of who changed what, without its words', async ({ api }) => {
    const { call } = await shopWithKey(api);
    await call('POST', '/v1/templates', created);
    await call('POST', '/v1/templates/own-spring/publish', { version: 1 });
    const { text, json } = await call('GET', '/v1/audit');
    expect(json.items.slice(0, 2)).toMatchObject([
      { subjectKind: 'template', subjectId: 'own-spring', change: { publishedVersion: { after: 1 } } },
      { subjectKind: 'template', subjectId: 'own-spring', change: { version: { after: 1 } } },
    ]);
    expect(text).not.toContain('Spring is here');
  });
});

describe('what cannot be sent is not saved', () => {
  test('and the answer says where it is wrong', async ({ api }) => {
    const { call } = await shopWithKey(api);
    const save = (source: string) =>
      call('POST', '/v1/templates', {
        name: 'own-bad',
        content: { variants: [{ locale: 'en', email: { subject: 'x', mjml: source } }] },
      });
    const cases = [
      [mjml('<mj-text>\n<script>x</script></mj-text>'), 'markup_refused', 'Line 2, column 1'],
      [mjml('<mj-text>{{ customer.nick }}</mj-text>'), 'unknown_name', 'customer.nick'],
      [mjml('<mj-text>{% if %}</mj-text>'), 'liquid_syntax', 'Line 1'],
      [mjml(`<mj-text>{% for i in (1..20) %}${'x'.repeat(9_000)}{% endfor %}</mj-text>`), 'too_large', '102000'],
    ] as const;
    for (const [source, code, told] of cases) {
      const { status, json } = await save(source);
      expect(status, code).toBe(422);
      expect(json.error.path).toBe('content.variants.0.email.mjml');
      expect(json.error.message).toContain(told);
      expect(json.error.details.findings[0].code).toBe(code);
    }
    expect((await call('GET', '/v1/templates/own-bad')).status).toBe(404);
  });

  test('nor a name of a built-in one, a language that is there twice, one that says nothing, or a part too long', async ({
    api,
  }) => {
    const { call } = await shopWithKey(api);
    const [variant] = created.content.variants;
    const long = { ...variant, email: { subject: 'x', mjml: 'ж'.repeat(templateLimits.mjmlBytesMax / 2 + 1) } };
    const wrong = [
      [{ ...created, name: 'cart-reminder-1' }, 'name'],
      [{ ...created, content: { variants: [variant, variant] } }, 'content.variants.1.locale'],
      [{ ...created, content: { variants: [{ locale: 'en' }] } }, 'content.variants.0'],
      [{ ...created, content: { variants: [] } }, 'content.variants'],
      [{ ...created, content: { variants: [{ ...variant, locale: 'nonsense_' }] } }, 'content.variants.0.locale'],
      [{ ...created, content: { variants: [long] } }, 'content.variants.0.email.mjml'],
    ] as const;
    for (const [body, path] of wrong)
      expect(await call('POST', '/v1/templates', body)).toMatchObject({ status: 422, json: { error: { path } } });
  });
});

describe('a check', () => {
  test('warns of words, links, languages and the address, and measures the messages', async ({ api }) => {
    const { call } = await shopWithKey(api);
    const content = {
      variants: [
        {
          locale: 'fr',
          email: {
            subject: 'HURRY ALERT: act now!!!',
            mjml: mjml(
              '<mj-text><a href="https://elsewhere.example/x">x</a> {{ customer.firstName }}</mj-text>\n<mj-image src="https://shop.example/a.png" />',
            ),
          },
          sms: { text: `{{ store.name }}: ${'Ж'.repeat(60)} {{ links.restore }}` },
        },
        { locale: 'sw', email: { subject: 'x', mjml: mjml('<mj-button href="{{ links.restore }}">Go</mj-button>') } },
      ],
    };
    const { findings, measures } = (await call('POST', '/v1/templates/check', { content })).json;
    const codes = new Set(findings.map(({ code }: { code: string }) => code));
    for (const code of [
      ...['spam_words', 'shouting', 'link_outside', 'value_may_be_missing', 'picture_without_text', 'channel_missing'],
      ...['store_language_missing', 'no_postal_address', 'foot_in_english', 'sms_parts', 'sms_alphabet', 'no_way_back'],
    ])
      expect(codes, code).toContain(code);
    expect(measures).toHaveLength(3);
    expect(measures.find(({ channel }: { channel: string }) => channel === 'sms').segments).toBeGreaterThan(1);
    for (const { channel, bytes } of measures) if (channel === 'email') expect(bytes).toBeGreaterThan(1_000);
  });

  test('measures an SMS by the store’s own limit, and its longest (field 31)', async ({ api }) => {
    const { call, shop } = await shopWithKey(api);
    const text =
      '{{ store.name }}: {{ customer.firstName | default: "" }} {{ cart.total | money }} {{ links.restore }}';
    const checked = async (segmentsMax: number) => {
      await shop.write(async (tx) => {
        await tx.delete(phoneSettings).where(eq(phoneSettings.storeId, shop.storeId));
        await tx.insert(phoneSettings).values({ storeId: shop.storeId, segmentsMax });
      });
      const content = { variants: [{ locale: 'en', sms: { text: `${text} ${'word '.repeat(8)}` } }] };
      const { findings, measures } = (await call('POST', '/v1/templates/check', { content })).json;
      return { codes: findings.map(({ code }: { code: string }) => code), measures };
    };
    const tight = await checked(1);
    expect(tight.codes).toContain('sms_over_parts');
    expect(tight.measures).toMatchObject([{ segments: 1, longest: { parts: 2, partsMax: 1, cost: null } }]);
    expect((await checked(2)).codes).not.toContain('sms_over_parts');
  });

  test('of what is well written finds nothing', async ({ api }) => {
    const { call, shop } = await shopWithKey(api);
    await shop.write((tx) => tx.update(stores).set({ postalAddress: 'Lamp Lane 1' }));
    expect((await call('POST', '/v1/templates/check', { content: created.content })).json.findings).toEqual([]);
  });
});

test('a preview of an edit is in the language asked for, and shows a real cart', async ({ api }) => {
  const { call, shop } = await shopWithKey(api);
  const cart = await shop.cart({ customerId: await shop.customer({ email: 'ada@shopper.example' }) });
  const content = {
    variants: [
      ...contentOf('Hello {{ cart.lines[0].name }}').variants,
      {
        locale: 'ar',
        sms: { text: 'سلة {{ links.restore }}' },
        email: { subject: 'سلة', mjml: mjml('<mj-text>سلة</mj-text>') },
      },
    ],
  };
  const english = await call('POST', '/v1/templates/preview', {
    content,
    channel: 'email',
    locale: 'en',
    cartId: cart.id,
  });
  expect(english.json.message.subject).toContain('Lipstick');
  const arabic = await call('POST', '/v1/templates/preview', { content, channel: 'email', locale: 'ar' });
  expect(arabic.json.message.html).toContain('dir="rtl"');
  expect((await call('POST', '/v1/templates/preview', { content, channel: 'email', locale: 'xx' })).status).toBe(422);
  const broken = { variants: [{ locale: 'en', sms: { text: '{{ nope }}' } }] };
  expect((await call('POST', '/v1/templates/preview', { content: broken, channel: 'sms' })).json).toMatchObject({
    message: null,
    error: { code: 'render_failed' },
  });
});

test('where a campaign is tried out, the shop’s own templates count, and drafts of them do not', async ({ api }) => {
  const { shop, call } = await shopWithKey(api);
  await call('POST', '/v1/templates', created);
  const space = await createShop(api.database);
  await space.write((tx) => tx.update(stores).set({ testOf: shop.storeId }));
  const source = createStoreTemplates(api.database, createBuiltInTemplates());
  expect(await source.find('own-spring', space.storeId)).toBeNull();
  await call('POST', '/v1/templates/own-spring/publish', { version: 1 });
  expect(await source.find('own-spring', space.storeId)).toEqual(created.content);
  expect(await source.find('own-spring', null)).toBeNull();
});

test('recoveries under way keep the template that their version names', async ({ api }) => {
  const { shop, call } = await shopWithKey(api);
  await call('POST', '/v1/templates', created);
  await call('PUT', `/v1/campaigns/${shop.campaignId}`, { name: 'Spring', rules: [rule] });
  await shop.recovery(await shop.cart({ customerId: await shop.customer() }));
  await shop.write((tx) => tx.update(recoveries).set({ campaignVersion: 2 }));
  const other = { name: 'Spring', rules: [{ ...rule, template: 'cart-reminder-1' }] };
  await call('PUT', `/v1/campaigns/${shop.campaignId}`, other);
  expect((await call('DELETE', '/v1/templates/own-spring')).json.error.details.uses).toMatchObject([{ in: 'running' }]);
  await shop.write((tx) => tx.update(recoveries).set({ endedAt: new Date() }));
  expect((await call('DELETE', '/v1/templates/own-spring')).status).toBe(204);
});

test('a store has so many templates, and of each so many versions and the published one', async ({ api }) => {
  const { shop, call } = await shopWithKey(api);
  const { storeId } = shop;
  const { versionsKeptMax, templatesPerStoreMax } = templateLimits;
  await call('POST', '/v1/templates', created);
  await call('POST', '/v1/templates/own-spring/publish', { version: 1 });
  const more = Array.from({ length: versionsKeptMax }, (_, index) => index + 2);
  await shop.write(async (tx) => {
    await tx.insert(templateVersions).values(
      more.map((version) => ({
        ...{ storeId, template: 'own-spring', version, content: contentOf(`${version}`), actorKind: 'system' as const },
      })),
    );
    await tx.update(templates).set({ version: versionsKeptMax + 1 });
  });
  await call('PUT', '/v1/templates/own-spring', { content: contentOf('Summer') });
  const { items } = (await call('GET', '/v1/templates/own-spring/versions')).json;
  expect(items.map(({ version }: { version: number }) => version)).toEqual([
    ...Array.from({ length: versionsKeptMax }, (_, index) => versionsKeptMax + 2 - index),
    1,
  ]);

  await shop.write((tx) =>
    tx
      .insert(templates)
      .values(Array.from({ length: templatesPerStoreMax - 1 }, (_, n) => ({ storeId, name: `own-${n}` }))),
  );
  expect(await call('POST', '/v1/templates', { ...created, name: 'own-one-more' })).toMatchObject({
    status: 409,
    json: { error: { message: expect.stringContaining(`${templatesPerStoreMax}`) } },
  });
});

test('the postal address of a store stands at the foot of its e-mails, the built-in ones too', async ({ api }) => {
  const { shop } = await shopWithKey(api);
  const key = await api.newKey(shop.storeId, 'store:write', 'campaigns:write');
  const postalAddress = 'Lamp Lane 1\nGraz <AT>';
  const set = await api.call('/v1/store', { method: 'PATCH', key, body: { postalAddress } });
  expect(set.json.postalAddress).toBe(postalAddress);
  const { message } = (
    await api.call(`/v1/campaigns/${shop.campaignId}/preview`, {
      ...{
        method: 'POST',
        key,
        body: { stepId: 'touch-1', channel: 'email', rules: [{ ...rule, template: 'cart-reminder-1' }] },
      },
    })
  ).json;
  expect(message.html).toContain('Lamp Lane 1, Graz &lt;AT&gt;');
  expect(message.text).toContain('Lamp Lane 1, Graz <AT>');
});
