import { describe, expect } from 'vitest';
import { createBuiltInTemplates } from '../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../channels/render/renderer.ts';
import { type BrandSettings, noLogos, nothingSaid } from '../../domain/brand/brand.ts';
import { dayMs } from '../../domain/duration.ts';
import { confirmationMail } from '../../services/messaging/opt-ins/confirmation-mail.ts';
import { type BrandRows, type Brands, brandsOf, shownBrandOf } from '../../services/state/brands/brands.ts';
import { type ApiFixture, test } from '../../test/api-fixture.ts';
import { createSentMessage, linkSettings } from '../../test/sent-message.ts';
import { createPublicRoutes } from '../routes/public/index.ts';

/** What this software is called, however it is written. */
const ours = /cart.?recovery/i;
const colours = { primary: '#0f766e', background: '#fffbeb', text: '#1c1917', link: '#115e59' };
const logos = { light: 'a'.repeat(64), dark: 'b'.repeat(64) };

function branded(storeId: string | null, said: Partial<BrandSettings>, domains: BrandRows['domains'] = []): Brands {
  return brandsOf({ brands: [{ storeId, said: { ...nothingSaid, logos, colours, ...said } }], domains });
}

const pagesOf = (api: ApiFixture, brands: Brands, now = Date.now) => {
  const { database, eventLog } = api;
  const publicRoutes = createPublicRoutes({
    ...{ database, operations: database, linkSecret: linkSettings.secret, eventLog, brands, now, showSandbox: false },
    reportError: (error) => {
      throw error;
    },
  });
  return api.appWith({ brands, publicRoutes }).call;
};

const page = { accept: 'text/html' };
const form = { 'content-type': 'application/x-www-form-urlencoded', ...page };

describe('pages of a store', () => {
  test('show its brand, and nothing of ours unless it says so', async ({ api }) => {
    const message = await createSentMessage(api.database);
    const { storeId, restoreToken, unsubscribeToken } = message;
    const visits: readonly (readonly [string, { readonly method?: string; readonly body?: string }?])[] = [
      [`/r/${restoreToken}`],
      [`/u/${unsubscribeToken}`],
      [`/u/${unsubscribeToken}`, { method: 'POST', body: 'scope=none' }],
      [`/u/${unsubscribeToken}`, { method: 'POST', body: 'scope=channel' }],
      [`/r/${'x'.repeat(43)}`],
      [`/c/${'x'.repeat(43)}`],
    ];
    for (const [madeWith, later] of [
      [false, 0],
      [true, 0],
      [false, 31 * dayMs],
    ] as const) {
      const call = pagesOf(api, branded(storeId, { name: 'Looms', madeWith }), () => Date.now() + later);
      for (const [path, request = {}] of visits) {
        const { text } = await call(path, { ...request, headers: request.method ? form : page });
        const isKnown = path.includes(restoreToken) || path.includes(unsubscribeToken);
        expect(ours.test(text), `${path} says by what it was made`).toBe(madeWith && isKnown);
        expect(text.includes(colours.primary), path).toBe(isKnown);
      }
    }
  });

  test('that belong to no store are those of the installation', async ({ api }) => {
    const call = pagesOf(api, branded(null, { name: 'Agency' }));
    const { text } = await call('/', { headers: page });
    expect(text).toContain('<title>Agency</title>');
    expect(text).not.toMatch(ours);
    expect((await call('/', { headers: page })).text).toContain(colours.primary);
  });
});

describe('mails of a store', () => {
  test('show its brand, and nothing of ours unless it says so', async ({ api }) => {
    const store = await api.newStore();
    const templates = createBuiltInTemplates();
    const renderer = createRenderer({ templates });
    for (const madeWith of [false, true]) {
      const brands = branded(store.id, { name: 'Looms', madeWith, supportUrl: 'https://looms.example/help' });
      const brand = shownBrandOf(brands, 'https://links.looms.example', store.id);
      const context = {
        store: { name: 'Looms', from: 'Looms <a@looms.example>', locale: 'en', url: 'https://looms.example', brand },
        customer: { firstName: 'Ada', locale: 'en' },
        cart: {
          lines: [{ productId: 'p', name: 'Rug', quantity: 1, unitPriceMinor: 100 }],
          ...{ currency: 'EUR', valueMinor: 100 },
        },
        links: {
          ...{ restore: 'https://links.looms.example/r/1', unsubscribe: 'https://links.looms.example/u/1' },
          unsubscribeOneClick: 'https://links.looms.example/u/1/one-click',
        },
      };
      for (const { name } of await templates.list()) {
        const copy = templates.copy(name);
        for (const edited of [undefined, copy ?? undefined]) {
          const rendered = await renderer.render({
            ...{ channel: 'email', template: name, to: 'a@b.example', context },
            ...(edited && { edited }),
          });
          if (!rendered.ok) throw new Error(rendered.error.detail);
          const { html, text, subject } = rendered.message;
          for (const each of [html, text]) expect(ours.test(each), name).toBe(madeWith);
          expect(subject).not.toMatch(ours);
          for (const shown of [colours.primary, colours.text, `/v1/brand/logo/${logos.light}`, logos.dark])
            expect(html, `${name} lacks ${shown}`).toContain(shown);
          expect(html).not.toContain('{{');
          expect(html).not.toContain('#fEdC');
        }
      }
      const asked = confirmationMail({
        ...{ to: 'a@b.example', from: 'a@looms.example', storeName: 'Looms', url: 'https://links.looms.example/c/1' },
        brand,
      });
      for (const each of [asked.html, asked.text]) expect(ours.test(each)).toBe(madeWith);
    }
    await renderer.close();
  });
});

describe('a name of a store’s own (operations T23)', () => {
  test('leads to links of its store alone, and the address of before goes on', async ({ api }) => {
    const [message, other] = [await createSentMessage(api.database), await createSentMessage(api.database)];
    const domain = 'cart.looms.shop';
    const call = pagesOf(
      api,
      branded(message.storeId, {}, [{ storeId: message.storeId, domain, use: 'pages', state: 'live', wasOwn: false }]),
    );
    const under = async (path: string, host: string) => (await call(path, { headers: { ...page, host } })).status;
    expect(await under(`/r/${message.restoreToken}`, domain)).toBe(200);
    expect(await under(`/r/${message.restoreToken}`, 'engine.example')).toBe(200);
    expect(await under(`/r/${other.restoreToken}`, domain)).toBe(404);
    expect(await under(`/u/${other.unsubscribeToken}`, domain)).toBe(404);
    expect(await under(`/r/${other.restoreToken}`, 'engine.example')).toBe(200);
    for (const path of ['/', '/docs', '/openapi.json', '/sign-in', '/outbox', '/v1/me'])
      expect(await under(path, domain), path).toBe(404);
  });

  test('that was somebody’s leads nowhere, and that somebody claims one changes nothing', async ({ api }) => {
    const message = await createSentMessage(api.database);
    const domain = 'cart.looms.shop';
    for (const [state, wasOwn, status] of [
      ['waiting', false, 200],
      ['expired', false, 200],
      ['released', false, 200],
      ['released', true, 404],
      ['lost', true, 404],
    ] as const) {
      const brands = brandsOf({
        brands: [{ storeId: message.storeId, said: { ...nothingSaid, logos: noLogos } }],
        domains: [{ storeId: message.storeId, domain, use: 'pages', state, wasOwn }],
      });
      const answer = await pagesOf(api, brands)(`/r/${message.restoreToken}`, { headers: { ...page, host: domain } });
      expect(answer.status, state).toBe(status);
    }
  });

  test('gets no cookie that another name could read', async ({ api }) => {
    const message = await createSentMessage(api.database);
    const { headers } = await pagesOf(api, branded(message.storeId, {}))(`/r/${message.restoreToken}`, {
      headers: page,
    });
    expect(headers.get('set-cookie')).toBeNull();
  });
});
