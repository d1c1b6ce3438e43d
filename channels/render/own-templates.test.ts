import { afterAll, describe, expect, test } from 'vitest';
import type { TemplateContent, TemplateVariant } from '../../domain/template.ts';
import type { MessageContext, MessageOffer } from '../message-context.ts';
import { createBuiltInTemplates } from './built-in-templates.ts';
import { forbiddenMarkup } from './forbidden-markup.ts';
import { createRenderer, emailHtmlBytesMax } from './renderer.ts';
import { smsSegments } from './sms-segments.ts';
import { templateScope } from './template-scope.ts';
import { textTwin } from './text-twin.ts';

const builtIn = createBuiltInTemplates();
const renderer = createRenderer({ templates: builtIn });
afterAll(() => renderer.close());

const links = {
  restore: `https://recover.example/r/${'r'.repeat(43)}`,
  unsubscribe: `https://recover.example/u/${'u'.repeat(43)}`,
  unsubscribeOneClick: `https://recover.example/u/${'u'.repeat(43)}/one-click`,
};
interface Given {
  readonly lines?: MessageContext['cart']['lines'];
  readonly firstName?: string | null;
  readonly locale?: string | null;
  readonly postalAddress?: string | null;
}
const contextOf = ({ lines, firstName = 'Ada', locale = 'en-US', postalAddress = 'Lamp Lane 1\nGraz' }: Given) => ({
  store: { name: 'Shop', from: 'Shop <a@shop.example>', locale: 'en', url: 'https://shop.example', postalAddress },
  customer: { firstName, locale },
  cart: {
    lines: lines ?? [{ productId: 'shirt', quantity: 1, unitPriceMinor: 4_900, name: 'Linen shirt' }],
    currency: 'EUR',
    valueMinor: 4_900,
  },
  links,
});

const body = (inner: string, head = '') =>
  `<mjml>${head}<mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`;
const mail = (
  inner: string,
  more: Partial<NonNullable<TemplateVariant['email']>> = {},
  head = '',
): TemplateContent => ({
  variants: [{ locale: 'en', email: { subject: 'Your cart', mjml: body(inner, head), ...more } }],
});

async function render(edited: TemplateContent, given: Given = {}) {
  return renderer.render({ channel: 'email', template: 'own-x', edited, to: 'a@b.example', context: contextOf(given) });
}
async function rendered(edited: TemplateContent, given: Given = {}) {
  const result = await render(edited, given);
  if (!result.ok) throw new Error(result.error.detail);
  return result.message;
}

describe('a value that is missing (field 43)', () => {
  test.each([
    '{% if nick %}{{ nick }}{% endif %}x',
    '{{ nick | default: "you" }}',
    '{% unless nick %}x{% endunless %}',
  ])('and asked for renders: %s', async (source) => {
    await rendered(mail(`<mj-text>${source}</mj-text>`));
  });

  test.each([
    ['{{ nick }}', 'undefined variable: nick'],
    ['Hello {{ customer.firstName }}', '{{ customer.firstName }}'],
  ])('and not asked for stops the message and is named: %s', async (source, named) => {
    expect(await render(mail(`<mj-text>${source}</mj-text>`), { firstName: null })).toMatchObject({
      ok: false,
      error: { code: 'render_failed', class: 'permanent', detail: expect.stringContaining(named) },
    });
  });
});

describe('the size of an e-mail', () => {
  const filler = (bytes: number) => `<span title="${'ж'.repeat(bytes / 2)}">{{ line.name }}</span>`;
  const loop = (inner: string) =>
    `<mj-text>{% for line in cart.lines %}${inner}{% endfor %}{% if cart.moreLines > 0 %}and {{ cart.moreLines }} more{% endif %}</mj-text>`;
  const lines = Array.from({ length: 260 }, (_, index) => ({
    productId: `${index}`,
    quantity: 1,
    name: `Светильник настольный ${index}`,
  }));

  test('of 260 lines shows twelve and counts the others (field 44)', async () => {
    const { html, text } = await rendered(mail(loop('{{ line.name }}<br />')), { lines });
    for (const part of [html, text]) {
      expect(part).toContain('Светильник настольный 11');
      expect(part).not.toContain('Светильник настольный 12');
      expect(part).toContain('and 248 more');
    }
  });

  test('stays below what is shown whole: fewer lines, and the foot is there (field 44)', async () => {
    const { html } = await rendered(mail(loop(filler(12_000))), { lines });
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(emailHtmlBytesMax);
    expect(html).toContain('and 255 more');
    expect(html).toContain(links.unsubscribe);
  });

  test('that no number of lines makes small enough stops the message with the bytes', async () => {
    expect(await render(mail(loop(filler(104_000))), { lines })).toMatchObject({
      ok: false,
      error: { code: 'too_large', class: 'permanent', detail: expect.stringMatching(/^1\d{5} bytes of HTML, 102000/) },
    });
  });
});

describe('a language', () => {
  const inAll = (locale: string, word: string): TemplateVariant => ({
    locale,
    email: { subject: word, mjml: body(`<mj-text>${word} {{ cart.total | money }}</mj-text>`) },
  });
  const many: TemplateContent = {
    variants: [
      inAll('en', 'Cart'),
      inAll('zh-Hans', '购物车'),
      inAll('zh-Hant', '購物車'),
      inAll('ar', 'السلة'),
      inAll('pt', 'Carrinho'),
    ],
  };

  test.each([
    ['zh-Hant-HK', '購物車', 'zh-Hant', 'ltr', '取消訂閱'],
    ['zh-CN', '购物车', 'zh-Hans', 'ltr', '退订'],
    ['pt-BR', 'Carrinho', 'pt', 'ltr', 'Cancelar a subscrição'],
    ['ar-EG', 'السلة', 'ar', 'rtl', 'إلغاء الاشتراك'],
    ['fr-FR', 'Cart', 'en', 'ltr', 'Unsubscribe'],
  ])('of %s is that of the whole message, its foot and its markup', async (locale, word, lang, dir, wayOut) => {
    const { subject, html, text } = await rendered(many, { locale });
    expect(subject).toBe(word);
    for (const part of [html, text]) {
      expect(part).toContain(word);
      expect(part).toContain(wayOut);
    }
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${lang}" dir="${dir}"`));
    expect(html).not.toContain('lang="und"');
  });

  test('that is not the person’s writes amounts as the text does (I12)', async () => {
    const german = await rendered({ variants: [inAll('en', 'Cart')] }, { locale: 'de-DE' });
    expect(german.text).toContain('€49.00');
    const austrian = await rendered({ variants: [inAll('de', 'Korb')] }, { locale: 'de-AT' });
    expect(austrian.text.replaceAll('\u00a0', ' ')).toContain('€ 49,00');
  });

  test('without the channel is none of it: the message goes out in one that has it', async () => {
    const content: TemplateContent = {
      variants: [{ locale: 'de', sms: { text: 'Hallo' } }, inAll('en', 'Cart')],
    };
    expect((await rendered(content, { locale: 'de' })).subject).toBe('Cart');
  });
});

describe('the plain text', () => {
  test('is made of what the e-mail says, each target once (field 48)', async () => {
    const { text } = await rendered(
      mail(
        '<mj-text>One &amp; two<br />three</mj-text>' +
          `<mj-button href="{{ links.restore }}">Go back</mj-button><mj-text><a href="{{ links.restore }}">again</a></mj-text>`,
        { preheader: 'Only in the inbox' },
        '<mj-head><mj-style>.a { color: red; }</mj-style></mj-head>',
      ),
    );
    expect(text).toContain('One & two\nthree');
    expect(text).toContain(`Go back: ${links.restore}\nagain\n`);
    expect(text.split(links.restore)).toHaveLength(2);
    expect(text).not.toMatch(/Only in the inbox|color|\{/);
    expect(text).toContain('Lamp Lane 1, Graz');
    expect(text).toContain(`Unsubscribe: ${links.unsubscribe}`);
  });

  test('of the author’s own ends with the same foot', async () => {
    const { text } = await rendered(mail('<mj-text>x</mj-text>', { text: 'Mine' }));
    expect(text).toMatch(/^Mine\n\n--\n/);
    expect(text).toContain(links.unsubscribe);
  });

  test('says pictures and lists, and nothing that is hidden', () => {
    expect(
      textTwin(
        '<html><head><title>t</title><style>p{}</style></head><body><div style="display:none">no<div>nor</div></div><ul><li>a</li><li>b</li></ul><img alt="a lamp" src="x" /><p>end</p></body></html>',
      ),
    ).toBe('- a\n- b\na lamp\nend');
  });
});

describe('the foot', () => {
  test('stands at the end of every own e-mail, with the address and the way out', async () => {
    const { html, headers } = await rendered(mail('<mj-text>x</mj-text>'));
    expect(html).toMatch(
      /Lamp Lane 1, Graz[\s\S]*<a href="https:\/\/recover\.example\/u\/u+"[^>]*>Unsubscribe<\/a><\/p><\/div>\s*<\/body>/,
    );
    expect(headers['List-Unsubscribe']).toContain('one-click');
  });

  test.each([
    ['an element that stays open', '<mj-text>{% if cart.items %}<div>{% endif %}x</mj-text>'],
    ['a comment that Liquid puts together', '<mj-text><!{% if cart.items %}--{% endif %} x</mj-text>'],
    ['a script that Liquid puts together', '<mj-text><scr{% if cart.items %}ipt{% endif %}>x</mj-text>'],
  ])('cannot be swallowed by %s', async (_, inner) => {
    expect(await render(mail(inner))).toMatchObject({ ok: false });
  });

  test('a link made of a value leads nowhere but to the web', async () => {
    const edited = mail('<mj-text><a href="{{ cart.lines[0].name }}">x</a></mj-text>');
    const lines = [{ productId: 'x', quantity: 1, name: 'javascript:alert(1)' }];
    expect(await render(edited, { lines })).toMatchObject({
      ok: false,
      error: { detail: expect.stringContaining('Links and pictures') },
    });
  });
});

describe('refused at its place', () => {
  test.each([
    ['<script>alert(1)</script>', 'script'],
    ['<img src="https://x.example/a.png" onerror="alert(1)" />', 'script'],
    ['<a href="javascript:alert(1)">x</a>', 'address'],
    ['<a href=javascript:alert(1)>x</a>', 'address'],
    ['<a href=" java&#115;cript:alert(1)">x</a>', 'address'],
    ['<a href="data:text/html,x">x</a>', 'address'],
    ['<iframe src="https://x.example"></iframe>', 'script'],
    ['<form></form>', 'script'],
    ['<style>a{}</style>', 'element'],
    ['<b>x', 'nesting'],
    ['<div style="display:none">x</div>', 'hiding'],
    ['<a {% if x %}on{% endif %}click="x">x</a>', 'split'],
  ])('%s', (markup, problem) => {
    const source = body(`<mj-text>\n  ${markup}</mj-text>`);
    const found = forbiddenMarkup(source);
    expect(found.map((one) => one.problem)).toContain(problem);
  });

  test.each([
    ['<mj-raw><p>x</p></mj-raw>', 'raw'],
    ['<mj-include path="x" />', 'include'],
    ['<mj-font name="x" href="https://fonts.example/x.css" />', 'font'],
    ['<mj-style>@import url(x);</mj-style>', 'style'],
    ['<mj-style>.a { color: {{ cart.lines[0].name }}; }</mj-style>', 'style'],
    ['<mj-style>body > div { display: none; }</mj-style>', 'hiding'],
    ['<mj-style>.engine-foot { color: #fff; display: none }</mj-style>', 'hiding'],
  ])('%s', (markup, problem) => {
    expect(forbiddenMarkup(`<mjml><mj-head>${markup}</mj-head></mjml>`).map((one) => one.problem)).toContain(problem);
  });

  test('what the built-in templates are made of may be copied, and renders', async () => {
    for (const { name } of await builtIn.list()) {
      const copy = builtIn.copy(name);
      if (!copy) throw new Error(`${name} has no copy`);
      expect(
        copy.variants.flatMap(({ email }) => forbiddenMarkup(email?.mjml ?? '')),
        name,
      ).toEqual([]);
      const { html } = await rendered(copy);
      expect(html.split(links.unsubscribe), name).toHaveLength(2);
    }
  });
});

const anOffer: MessageOffer = {
  ...({ code: 'K7WQ2-M9TRX', kind: 'percent', value: 10, currency: 'EUR' } as const),
  ...{ expiresAt: Date.parse('2026-07-07T04:00:00Z'), timeZone: 'America/New_York' },
};

describe('a check', () => {
  const scope = { full: contextOf({}), sparse: contextOf({ firstName: null }) };
  const check = async (mjml: string) => {
    const result = await renderer.check({
      variants: [{ locale: 'en', email: { subject: 'x', mjml } }],
      full: templateScope({ ...scope.full, offer: anOffer }),
      sparse: templateScope(scope.sparse),
    });
    if (!result.ok) throw new Error(result.error.detail);
    return result.findings;
  };

  test.each([
    [
      'a name that is written wrong',
      body('<mj-text>\n{{ customer.firstname }}</mj-text>'),
      'unknown_name',
      2,
      4,
      'did you mean customer.firstName?',
    ],
    [
      'a filter that is none',
      body('<mj-text>\n\n {{ cart.total | monney }}</mj-text>'),
      'liquid_syntax',
      3,
      2,
      'monney',
    ],
    [
      'a loop without its end',
      body('\n<mj-text>{% for line in cart.lines %}</mj-text>'),
      'liquid_syntax',
      2,
      10,
      'not closed',
    ],
    ['a script', body('<mj-text>\n   <script></script></mj-text>'), 'markup_refused', 2, 4, 'Scripts'],
    ['a tag that MJML has not', '<mjml><mj-body>\n<mj-nonsense /></mj-body></mjml>', 'markup_refused', 2, 1, 'refused'],
    [
      'a tag in the wrong place',
      '<mjml><mj-body>\n<mj-text>x</mj-text></mj-body></mjml>',
      'mjml_invalid',
      2,
      1,
      'mj-text',
    ],
    [
      'what may be missing',
      body('<mj-text>\nHi {{ customer.firstName }}</mj-text>'),
      'value_may_be_missing',
      2,
      4,
      'customer.firstName',
    ],
  ])('names %s with line and column', async (_, source, code, line, column, detail) => {
    expect(await check(source)).toContainEqual(
      expect.objectContaining({ code, line, column, detail: expect.stringContaining(detail) }),
    );
  });

  test('finds nothing wrong with the copies of the built-in templates', async () => {
    for (const { name } of await builtIn.list()) {
      const mjml = builtIn.copy(name)?.variants[0]?.email?.mjml ?? '';
      expect(await check(mjml), name).toEqual([]);
    }
  });

  test('of a template that loops for ever ends', async () => {
    const found = await check(
      body('<mj-text>{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}</mj-text>'),
    );
    expect(found).toContainEqual(expect.objectContaining({ code: 'render_failed' }));
  });
});

test('an SMS of a store is written with plain spaces and quotes (field 31)', async () => {
  const result = await renderer.render({
    ...{ channel: 'sms', template: 'own-x', to: '+491', context: contextOf({ locale: 'fr-FR' }) },
    edited: {
      variants: [
        { locale: 'fr', sms: { text: '«\u00a0Panier\u202f» {{ cart.total | money }} ’ {{ links.restore }}' } },
      ],
    },
  });
  if (!result.ok) throw new Error(result.error.detail);
  expect(result.message.text).toContain('" Panier " 49,00 € \' https://');
  expect(smsSegments(result.message.text)).toBe(1);
});

test('templates that cannot be read now are read later', async () => {
  const away = createRenderer({
    templates: {
      find: async () => {
        throw new Error('connection refused');
      },
    },
  });
  expect(
    await away.render({ channel: 'sms', template: 'own-x', storeId: 's', to: '+491', context: contextOf({}) }),
  ).toMatchObject({ ok: false, error: { code: 'templates_away', class: 'retry' } });
  await away.close();
});
