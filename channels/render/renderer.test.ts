import { afterAll, describe, expect, test } from 'vitest';
import type { CartLine } from '../../domain/cart.ts';
import { channels } from '../../domain/channel.ts';
import type { WayOut } from '../../domain/phone/way-out.ts';
import type { MessageContext } from '../message-context.ts';
import { createBuiltInTemplates } from './built-in-templates.ts';
import { createRenderer } from './renderer.ts';
import { smsSegmentsMax } from './sms-name.ts';
import { smsSegments } from './sms-segments.ts';
import { linesShownMax } from './template-scope.ts';
import type { TemplateSet } from './template-set.ts';

const builtIn = createRenderer({ templates: createBuiltInTemplates() });
afterAll(() => builtIn.close());

const lines: readonly CartLine[] = [
  {
    productId: 'shirt',
    quantity: 2,
    unitPriceMinor: 4_999,
    name: 'Linen shirt',
    url: 'https://shop.example/p/shirt',
    imageUrl: 'https://cdn.example/shirt.jpg',
  },
  { productId: 'bag', quantity: 1, unitPriceMinor: 5_949, name: 'Canvas bag' },
];
interface Overrides {
  readonly links?: Partial<MessageContext['links']>;
  readonly cart?: Partial<MessageContext['cart']>;
  readonly store?: Partial<MessageContext['store']>;
  readonly customer?: Partial<MessageContext['customer']>;
}
const contextOf = ({ cart, store, customer, links }: Overrides = {}): MessageContext => ({
  store: { name: 'Shop', from: 'Shop <hello@shop.example>', locale: 'en', url: 'https://shop.example', ...store },
  customer: { firstName: 'Ada', locale: 'en-US', ...customer },
  cart: { lines, currency: 'USD', valueMinor: 15_947, ...cart },
  links: {
    restore: `https://recover.example/r/${'r'.repeat(43)}`,
    unsubscribe: `https://recover.example/u/${'u'.repeat(43)}`,
    unsubscribeOneClick: `https://recover.example/u/${'u'.repeat(43)}/one-click`,
    ...links,
  },
});
const names = ['cart-reminder-1', 'cart-reminder-2', 'cart-reminder-3', 'payment-reminder-1', 'browsing-reminder-1'];

async function email(overrides: Overrides = {}, template = 'cart-reminder-1') {
  const result = await builtIn.render({
    channel: 'email',
    template,
    to: 'ada@example.com',
    context: contextOf(overrides),
  });
  if (!result.ok) throw new Error(result.error.detail);
  return result.message;
}
async function sms(overrides: Overrides = {}, template = 'cart-reminder-1') {
  const result = await builtIn.render({
    channel: 'sms',
    template,
    to: '+4915112345678',
    context: contextOf(overrides),
  });
  if (!result.ok) throw new Error(result.error.detail);
  return result.message;
}

test('a message about what somebody looked at speaks of products, not of pieces and sums', async () => {
  const { html, text } = await email({}, 'browsing-reminder-1');
  for (const word of ['×', '$99.98', '$159.47', 'Total', 'your cart']) {
    expect(html, 'html').not.toContain(word);
    expect(text, 'text').not.toContain(word);
  }
});

describe('an SMS of a sender that nobody can answer (field 39)', () => {
  const said = async (wayOut: WayOut, template = 'cart-reminder-1') =>
    builtIn.render({ channel: 'sms', template, to: '+4915112345678', context: { ...contextOf(), wayOut } });

  test.each(names)('says in %s what there is in place of an answer', async (template) => {
    const text = async (wayOut: WayOut) => {
      const result = await said(wayOut, template);
      return result.ok ? result.message.text : result.error.code;
    };
    expect(await text({ kind: 'answer' })).toMatch(/Reply STOP to opt out$/);
    expect(await text({ kind: 'link' })).toMatch(/Opt out: https:\/\/recover\.example\/u\/u+$/);
    expect(await text({ kind: 'stop_number', number: '36111' })).toMatch(/STOP 36111$/);
    expect(await text({ kind: 'none' })).toBe('no_way_out');
  });

  test('is not made of a text that asks for an answer', async () => {
    const edited = {
      variants: [{ locale: 'en', sms: { text: 'Your cart: {{ links.restore }} Reply STOP to opt out' } }],
    };
    const made = (wayOut: WayOut) =>
      builtIn.render({
        ...{ channel: 'sms', template: 't', to: '+43660', edited },
        context: { ...contextOf(), wayOut },
      });
    expect(await made({ kind: 'answer' })).toMatchObject({ ok: true });
    for (const way of [{ kind: 'link' }, { kind: 'stop_number', number: '36111' }] as const)
      expect(await made(way)).toMatchObject({ ok: false, error: { code: 'no_way_out', class: 'permanent' } });
  });

  test('says it in the language of an own text', async () => {
    const edited = { variants: [{ locale: 'de', sms: { text: 'Ihr Warenkorb: {{ links.restore }} {{ optOut }}' } }] };
    const result = await builtIn.render({
      ...{ channel: 'sms', template: 't', to: '+43660', edited },
      context: { ...contextOf(), wayOut: { kind: 'link' } },
    });
    expect(result.ok && result.message.text).toMatch(/ Abmelden: https:/);
  });
});

describe.each(names)('template %s', (template) => {
  test('the e-mail shows every line, its price and, of a cart, the total, in HTML and in plain text (I13)', async () => {
    const { html, text } = await email({}, template);
    const sums = template === 'browsing-reminder-1' ? [] : ['$99.98', '$159.47'];
    for (const shown of ['Linen shirt', 'Canvas bag', '$49.99', '$59.49', 'Ada', ...sums]) {
      expect(html, 'html').toContain(shown);
      expect(text, 'text').toContain(shown);
    }
  });

  test('what is sold out is said to be, without a price and without a link, and is none of the pieces', async () => {
    const [shirt] = lines;
    const marked = { productId: 'bag', quantity: 1, name: 'Canvas bag', soldOut: true } as const;
    const cart = { lines: shirt ? [shirt, marked] : [], valueMinor: 9_998 };
    const { html, text } = await email({ cart }, template);
    expect(html).toContain('<s><bdi>Canvas bag</bdi></s>');
    for (const body of [html, text]) {
      expect(body).toMatch(/sold out/i);
      expect(body).not.toContain('$59.49');
    }
  });

  test('both bodies carry the recovery and the unsubscribe link, and the headers the one-click one', async () => {
    const { html, text, headers } = await email({}, template);
    const { restore, unsubscribe, unsubscribeOneClick } = contextOf().links;
    for (const body of [html, text]) {
      expect(body).toContain(restore);
      expect(body).toContain(unsubscribe);
    }
    expect(headers).toEqual({
      'List-Unsubscribe': `<${unsubscribeOneClick}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  test('the header has both ways out where mail comes in, and answers go where the store wants them (field 42)', async () => {
    const links = { unsubscribeMail: 'unsubscribe+1@in.shop.example', reply: 'reply+1@in.shop.example' };
    const { headers } = await email({ links }, template);
    expect(headers).toEqual({
      'List-Unsubscribe': `<mailto:unsubscribe+1@in.shop.example?subject=unsubscribe>, <${contextOf().links.unsubscribeOneClick}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Reply-To': 'reply+1@in.shop.example',
    });
  });

  test('a screen reader gets the language and a text for every picture', async () => {
    const { html } = await email({}, template);
    expect(html).toMatch(/<html[^>]+lang="en"/);
    for (const [picture] of html.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/ alt="/);
    expect(html).toContain('<h1');
  });

  test('opening the e-mail fetches nothing but the pictures of the cart', async () => {
    const { html } = await email({}, template);
    const fetched = [...html.matchAll(/<link[^>]+href="([^"]+)"|@import url\(([^)]+)\)|src="([^"]+)"/g)].map(
      ([, ...found]) => found.find(Boolean),
    );
    expect(fetched).toEqual(['https://cdn.example/shirt.jpg']);
  });

  test('the SMS fits one segment for an ordinary store, with the link and how to stop', async () => {
    const { text } = await sms({}, template);
    expect(text).toContain(contextOf().links.restore);
    expect(text).toContain('STOP');
    expect(smsSegments(text)).toBe(1);
  });

  test('the push names the cart and leads to it', async () => {
    const result = await builtIn.render({ channel: 'push', template, to: 'token', context: contextOf() });
    expect(result).toMatchObject({
      ok: true,
      message: {
        title: expect.stringContaining('Shop'),
        body: expect.stringContaining('Linen shirt and 1 more'),
        url: contextOf().links.restore,
      },
    });
  });

  test('a person without a name is greeted without one', async () => {
    const { html, text } = await email({ customer: { firstName: null } }, template);
    for (const body of [html, text]) expect(body).toContain('Hello,');
  });

  test('a cart without prices or currency shows none', async () => {
    const without = { lines: lines.map(({ unitPriceMinor: _, ...line }) => line), currency: null, valueMinor: null };
    const { html, text } = await email({ cart: without }, template);
    expect(html + text).not.toMatch(/\$|NaN|null|undefined|Total/);
    expect((await sms({ cart: without }, template)).text).not.toMatch(/\(\)|null/);
  });

  test('is sober: no discount, no pressure', async () => {
    const { html, text, subject } = await email({}, template);
    expect(`${subject} ${text} ${html}`).not.toMatch(/discount|% off|hurry|limited|only \d+ left|act now/i);
  });
});

describe('money', () => {
  test('of a cart in two currencies is shown line by line, each in its own, without a total', async () => {
    const mixed = [
      { productId: 'kimono', quantity: 1, unitPriceMinor: 9_800, currency: 'JPY', name: 'Kimono' },
      { productId: 'belt', quantity: 2, unitPriceMinor: 3_150, currency: 'USD', name: 'Belt' },
    ];
    const cart = { lines: mixed, currency: null, valueMinor: null };
    const { html, text } = await email({ cart });
    for (const body of [html, text]) {
      expect(body).toContain('¥9,800');
      expect(body).toContain('$31.50');
      expect(body).toContain('$63.00');
      expect(body).not.toMatch(/Total|¥63|\$9,800|\$98/);
    }
    expect((await sms({ cart })).text).not.toMatch(/[¥$(]/);
  });

  test('of a measure is that of all of it, with the decimal sign of the person', async () => {
    const cloth = { productId: 'wool', quantity: 3.25, unitPriceMinor: 2_000, name: 'Wool' };
    const { text } = await email({
      cart: { lines: [cloth], currency: 'EUR', valueMinor: 6_500 },
      customer: { locale: 'de-DE' },
    });
    expect(text).toContain('- Wool, 3,25 × 20,00\u00a0€ = 65,00\u00a0€');
  });

  test('of a free piece beside a paid one is nothing, and the paid one keeps its price', async () => {
    const paid = { productId: 'pan', quantity: 1, unitPriceMinor: 7_900, name: 'Pan' };
    const { text } = await email({ cart: { lines: [paid, { ...paid, unitPriceMinor: 0 }], valueMinor: 7_900 } });
    expect(text).toContain('- Pan, 1 × $79.00 = $79.00\n- Pan, 1 × $0.00 = $0.00');
    expect(text).toContain('Total: $79.00');
  });

  test('after a Hebrew name stays behind it: each is a unit of its own', async () => {
    const lamp = { productId: 'p', quantity: 2, unitPriceMinor: 3_000, name: 'כוס (0.3L)' };
    const cart = { lines: [lamp], currency: 'USD', valueMinor: 6_000 };
    const { html, text, subject } = await email({ cart, store: { name: 'חנות' } });
    expect(text).toContain('- \u2068כוס (0.3L)\u2069, 2 × $30.00 = $60.00');
    expect(html).toContain('<bdi>כוס (0.3L)</bdi>');
    expect(subject).toBe('Your cart at חנות is saved');
  });

  test('stands alone as a total where the lines do not add up to it', async () => {
    const { html, text } = await email({ cart: { valueMinor: 15_000 } });
    for (const body of [html, text]) {
      expect(body).toContain('$150.00');
      expect(body).not.toContain('$49.99');
    }
    expect(text).toContain('- Linen shirt, 2\n');
  });

  test('of three pieces that have no exact price is that of all three', async () => {
    const tiles = { productId: 'tile', quantity: 3, unitPriceMinor: 3_333, totalMinor: 10_000, name: 'Tile' };
    const { text } = await email({ cart: { lines: [tiles], valueMinor: 10_000 } });
    expect(text).toContain('- Tile, 3 = $100.00');
  });

  test('counts the lines that the shop did not tell one by one', async () => {
    const { html, text } = await email({ cart: { linesOmitted: 11, valueMinor: 90_000 } });
    for (const body of [html, text]) expect(body).toContain('+ 11 more');
  });

  test.each([
    ['he-IL', 'ILS'],
    ['ar-AE', 'AED'],
    ['fa-IR', 'EUR'],
  ])('in %s keeps the marks that hold its sign in place', async (locale, currency) => {
    const shown = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(159.47);
    const { html, text } = await email({ cart: { currency }, customer: { locale } });
    for (const body of [html, text]) expect(body).toContain(shown);
    expect(text).toContain(/[\u0590-\u08ff\u200f]/.test(shown) ? `\u2068${shown}\u2069` : shown);
    const { text: short } = await sms({ cart: { currency }, customer: { locale } });
    expect(short).toContain(shown.replaceAll('\u00a0', ' '));
  });

  test.each([
    ['JPY', 'ja-JP', 12_800, '￥12,800'],
    ['USD', 'en-US', 12_800, '$128.00'],
    ['EUR', 'de-DE', 12_800, '128,00 €'],
    ['KWD', 'en-US', 12_800, 'KWD 12.800'],
  ])('%s has its own number of digits and the person’s way of writing', async (currency, locale, valueMinor, shown) => {
    const { text } = await email({
      cart: {
        currency,
        valueMinor,
        lines: [{ productId: 'a', quantity: 1, unitPriceMinor: valueMinor, name: 'Thing' }],
      },
      customer: { locale },
    });
    expect(text.replaceAll('\u00a0', ' ')).toContain(`Total: ${shown}`);
  });

  test('the store’s way counts when the person’s is unknown or nonsense', async () => {
    for (const locale of [null, 'not_a_locale!']) {
      const { text } = await email({ cart: { currency: 'EUR' }, customer: { locale }, store: { locale: 'de' } });
      expect(text.replaceAll('\u00a0', ' ')).toContain('Total: 159,47 €');
    }
  });

  test('a no-break space in a price does not double the price of an SMS', async () => {
    const { text } = await sms({ cart: { currency: 'EUR' }, customer: { locale: 'de-DE' } });
    expect(text).toContain('159,47 €');
    expect(smsSegments(text)).toBe(1);
  });
});

describe('what a cart may do to a message', () => {
  test('markup in a name is text', async () => {
    const { html } = await email({
      cart: {
        lines: [
          {
            productId: 'x',
            quantity: 1,
            name: '<script>alert(1)</script> "quoted" {{ links.restore }}',
            imageUrl: 'https://cdn.example/x.jpg',
          },
        ],
      },
    });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; {{ links.restore }}');
    expect(html).not.toContain('<script');
  });

  test('only web addresses become pictures, only the shop’s own become links', async () => {
    const { html } = await email({
      cart: {
        lines: [
          {
            productId: 'x',
            quantity: 1,
            name: 'Thing',
            imageUrl: 'javascript:alert(1)',
            url: 'https://evil.example/p',
          },
        ],
      },
    });
    expect(html).not.toMatch(/javascript:|evil\.example/);
  });

  test('line breaks and reordering marks never reach a header or a line of text', async () => {
    const evil = 'Shirt\r\nBcc: all@example.com\u202egpj.exe\u0007';
    const { subject, text, from, headers } = await email(
      {
        cart: { lines: [{ productId: 'x', quantity: 1, name: evil }] },
        store: { name: 'Shop\r\nX-Evil: 1', from: 'Shop\r\nX-Evil: 1 <hello@shop.example>' },
      },
      'cart-reminder-2',
    );
    for (const header of [subject, from, ...Object.values(headers)]) expect(header).not.toMatch(/[\r\n\u202e]/);
    expect(text).toContain('- Shirt Bcc: all@example.comgpj.exe, 1');
    expect(text).not.toMatch(/[\u0007\u202e]/);
  });

  test('names in any script stay as they are', async () => {
    const { html, text } = await email({
      cart: { lines: [{ productId: 'x', quantity: 1, name: 'قميص كتان 亜麻シャツ 👩‍👩‍👧' }] },
    });
    for (const body of [html, text]) expect(body).toContain('قميص كتان 亜麻シャツ 👩‍👩‍👧');
  });

  test('a long cart shows its first lines and counts the others', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      productId: String(index),
      quantity: 1,
      name: `Product ${index}.`,
    }));
    const { html, text } = await email({ cart: { lines: many } });
    for (const body of [html, text]) {
      expect(body).toContain(`Product ${linesShownMax - 1}.`);
      expect(body).not.toContain(`Product ${linesShownMax}.`);
      expect(body).toContain(`+ ${12 - linesShownMax} more`);
    }
  });

  test('an empty cart is never written about', async () => {
    for (const channel of channels) {
      const result = await builtIn.render({
        channel,
        template: 'cart-reminder-1',
        to: 'x',
        context: contextOf({ cart: { lines: [] } }),
      });
      expect(result).toMatchObject({ ok: false, error: { code: 'empty_cart', class: 'permanent' } });
    }
  });
});

describe('what a template may do', () => {
  // One thread for all: a template that fails by itself leaves it as it was.
  let own: TemplateSet = {};
  const ownRenderer = createRenderer({ templates: { find: async () => own } });
  afterAll(() => ownRenderer.close());
  const renderText = (text: string) => {
    own = { sms: { text } };
    return ownRenderer.render({ channel: 'sms', template: 'own', to: 'x', context: contextOf() });
  };
  const renderMjml = (mjml: string, overrides: Overrides = {}) => {
    own = { email: { subject: 'x', text: 'x', mjml } };
    return ownRenderer.render({ channel: 'email', template: 'own', to: 'x', context: contextOf(overrides) });
  };

  test.each(['{{ customer.nickname }}', '{{ nothing }}', '{{ cart.lines[0].color }}', '{{ cart.lines[9].name }}'])(
    'an unknown name stops the message and is named: %s (I13)',
    async (source) => {
      expect(await renderText(source)).toMatchObject({
        ok: false,
        error: { code: 'render_failed', class: 'permanent', detail: expect.stringContaining('undefined variable') },
      });
    },
  );

  test.each(['{{ cart.total | no_such_filter }}', '{% if %}', '{% for line in cart.lines %}', '{{ cart.total'])(
    'a broken template stops the message: %s',
    async (source) => {
      expect(await renderText(source)).toMatchObject({ ok: false, error: { class: 'permanent' } });
    },
  );

  test.each(["{% include '/etc/passwd' %}", "{% render '../shared/cart.txt' %}", "{% layout 'x' %}"])(
    'there are no files to read: %s',
    async (source) => {
      expect(await renderText(source)).toMatchObject({ ok: false });
    },
  );

  test.each([
    '{{ cart.constructor }}',
    '{{ cart.__proto__ }}',
    '{{ store.name.constructor }}',
    '{{ cart.lines.toString }}',
  ])('nothing inherited can be reached: %s', async (source) => {
    expect(await renderText(source)).toMatchObject({ ok: false });
  });

  test.each([
    ['an empty loop', '{% for i in (1..100000000) %}{% endfor %}'],
    ['nested loops', '{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}'],
    ['table rows', '{% tablerow i in (1..100000000) %}{% endtablerow %}'],
    ['a padded date', "{{ 'now' | date: '%5000000d' }}"],
    ['doubling text', "{% assign s = 'x' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}{{ s }}"],
    [
      'replacing text',
      "{% assign s = 'aaaaaaaa' %}{% for i in (1..12) %}{% assign s = s | replace: 'a', s %}{% endfor %}{{ s }}",
    ],
    ['sorting a huge range', '{% assign r = (1..400000) | sort | reverse | join %}{{ r }}'],
  ])('a bomb fails its own message and ends: %s', async (_name, source) => {
    expect(await renderText(source)).toMatchObject({ ok: false, error: { class: 'permanent' } });
  });

  test('what does not cooperate is ended from outside, and the next message is rendered', async () => {
    // One filter call on a range just below Liquid's own limit: nothing inside can interrupt it.
    let set: TemplateSet = { sms: { text: '{% assign sorted = (1..450000) | sort %}done' } };
    const renderer = createRenderer({ templates: { find: async () => set }, renderMsMax: 20 });
    expect(await renderer.render({ channel: 'sms', template: 'own', to: 'x', context: contextOf() })).toMatchObject({
      ok: false,
      error: { code: 'too_slow', class: 'permanent' },
    });
    set = { sms: { text: 'fine' } };
    // The limit that ends the first one is so tight that a busy machine may end a good one by it, too.
    await expect
      .poll(() => renderer.render({ channel: 'sms', template: 'own', to: 'x', context: contextOf() }))
      .toMatchObject({ ok: true, message: { text: 'fine' } });
    await renderer.close();
  });

  test('the stock filter that switches escaping off does not', async () => {
    const result = await renderMjml(
      '<mjml><mj-body><mj-section><mj-column><mj-text>{{ cart.lines[0].name | raw }}</mj-text></mj-column></mj-section></mj-body></mjml>',
      { cart: { lines: [{ productId: 'x', quantity: 1, name: '<b>bold</b>' }] } },
    );
    expect(result.ok && result.message.html).toContain('&lt;b&gt;bold&lt;/b&gt;');
  });

  test.each(['<mjml><mj-body><mj-nonsense /></mj-body></mjml>', 'no markup at all'])(
    'MJML that is wrong stops the message: %s',
    async (mjml) => {
      expect(await renderMjml(mjml)).toMatchObject({
        ok: false,
        error: { code: 'template_invalid', class: 'permanent' },
      });
    },
  );

  test('MJML reads no files', async () => {
    expect(
      JSON.stringify(
        await renderMjml('<mjml><mj-body><mj-include path="./package.json" type="html" /></mj-body></mjml>'),
      ),
    ).not.toContain('cart-recovery');
  });

  test('an SMS that would cost more than the limit is not sent', async () => {
    expect(await renderText('x'.repeat(153 * smsSegmentsMax + 1))).toMatchObject({
      ok: false,
      error: { code: 'too_long' },
    });
  });

  test('a template that does not exist, or not for this channel, is named', async () => {
    expect(await builtIn.render({ channel: 'email', template: 'nope', to: 'x', context: contextOf() })).toMatchObject({
      ok: false,
      error: { code: 'unknown_template', detail: 'no template "nope" for email' },
    });
  });

  test('no error repeats anything of the person', async () => {
    const result = await renderText('{{ customer.firstName | date: cart.total | money }}');
    expect(JSON.stringify(result)).not.toContain('Ada');
  });
});
