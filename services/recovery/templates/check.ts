import { z } from '@hono/zod-openapi';
import type { MessageOffer } from '../../../channels/message-context.ts';
import type { RenderError } from '../../../channels/render/render-error.ts';
import type { Renderer } from '../../../channels/render/renderer.ts';
import { smsSegments, toGsmLikeness } from '../../../channels/render/sms-segments.ts';
import { templateScope } from '../../../channels/render/template-scope.ts';
import { footerWordsOf } from '../../../channels/templates/footer-words.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import type { SmsLength } from '../../../domain/phone/text-cost.ts';
import { wayOutOf } from '../../../domain/phone/way-out.ts';
import type { TemplateContent, TemplateVariant } from '../../../domain/template.ts';
import {
  isTemplateProblem,
  type TemplateFinding,
  templateFinding,
  templateFindingSentences,
} from '../../../domain/template-finding.ts';
import { linkBase, previewLinks } from '../../messaging/links/issue.ts';
import { contextOf } from '../../messaging/messages/context-of.ts';
import { readTextPrices } from '../../messaging/phone/text-prices.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Brands, shownBrandOf } from '../../state/brands/brands.ts';
import { type LongestSms, longestSms } from '../campaigns/longest-sms.ts';
import { usualCurrency } from '../campaigns/preview-subject.ts';
import type { SmsSenderOf } from '../campaigns/rule-facts.ts';
import { readStore, type Store } from '../campaigns/store-row.ts';
import { fullCart, fullOffer, fullPerson, sparseCart, sparsePerson } from './check-carts.ts';
import { checkWords } from './check-words.ts';
import { templateContentSchema } from './template-input.ts';

export interface CheckDeps {
  readonly database: Pick<Database, 'app'>;
  readonly renderer: Pick<Renderer, 'render' | 'check'>;
  readonly publicUrl: string;
  /** Under which names stores are answered, and how they are shown; absent: all as they come. */
  readonly brands?: Pick<Brands, 'of' | 'linkBaseOf' | 'mailDomainOf'>;
  readonly defaultFrom: string;
  /** Who a store's SMS come from; absent: somebody who can be answered. */
  readonly smsSender?: SmsSenderOf;
}

/** How large the messages are that it makes of a full cart. */
export interface TemplateMeasure {
  readonly locale: string;
  readonly channel: Channel;
  /** E-mail: of its HTML, as it is sent, with the foot and the real length of its links. */
  readonly bytes: number;
  /** SMS: as how many it is billed; else 0. */
  readonly segments: number;
  /** SMS: the same with a long name, dear goods and a code, and what the store allows; else null. */
  readonly longest: SmsLength | null;
}

export interface TemplateCheck {
  readonly findings: readonly TemplateFinding[];
  readonly measures: readonly TemplateMeasure[];
}

/** From this size on a longer name or link may push an e-mail over what is shown whole, in bytes. */
const nearlyTooLargeBytes = 90_000;

const checkInput = z.object({ content: templateContentSchema });

/** What is wrong with a template, and where; keeps nothing. */
export async function checkTemplate(
  deps: CheckDeps,
  { actor, storeId, ...given }: { readonly actor: Actor; readonly storeId: string; readonly content: TemplateContent },
): Promise<TemplateCheck> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { content } = readInput(checkInput, given);
  return lookAt(deps, { storeId, content });
}

/** Throws `invalid` for the first problem, with all of them. */
export async function refuseProblems(
  deps: CheckDeps,
  { storeId, content }: { readonly storeId: string; readonly content: TemplateContent },
): Promise<void> {
  const { findings } = await lookAt(deps, { storeId, content });
  const problems = findings.filter(({ severity }) => severity === 'problem');
  const [first] = problems;
  if (!first) return;
  const variant = content.variants.findIndex(({ locale }) => locale === first.locale);
  throw new ServiceError('invalid', sentenceOf(first), {
    path: ['content', 'variants', variant, first.part].join('.'),
    details: { findings: problems.map((one) => ({ ...one, message: templateFindingSentences[one.code] })) },
  });
}

function sentenceOf({ code, line, column, detail }: TemplateFinding): string {
  const place = line === null ? '' : ` Line ${line}, column ${column ?? 1}.`;
  return `${templateFindingSentences[code]}${place}${detail === null ? '' : ` ${detail}`}`;
}

async function lookAt(
  deps: CheckDeps,
  { storeId, content }: { readonly storeId: string; readonly content: TemplateContent },
): Promise<TemplateCheck> {
  const { store, texts, currency } = await withStore(deps.database, storeId, async (tx) => ({
    store: await readStore(tx, storeId),
    texts: await readTextPrices(tx, storeId),
    currency: await usualCurrency(tx, storeId),
  }));
  const scopeOf = (cart: typeof fullCart, customer: typeof fullPerson, shop: Store, offer: MessageOffer | null) =>
    templateScope({
      offer,
      ...contextOf({
        channel: 'email',
        store: shop,
        cart,
        customer,
        links: previewLinks(linkBase(deps, storeId)),
        brand: deps.brands && shownBrandOf(deps.brands, deps.publicUrl, storeId),
        defaultFrom: deps.defaultFrom,
      }),
    });
  const full = scopeOf(
    fullCart,
    fullPerson,
    {
      ...store,
      url: store.url ?? 'https://shop.example',
      postalAddress: store.postalAddress ?? 'Street 1',
    },
    fullOffer,
  );
  const sparse = scopeOf(sparseCart, sparsePerson, { ...store, url: null, postalAddress: null }, null);
  const checked = await deps.renderer.check({ variants: content.variants, full, sparse });
  if (!checked.ok) {
    if (checked.error.class === 'retry')
      throw new ServiceError('unavailable', 'Templates cannot be looked at now.', { retryAfterMs: checkRetryMs });
    return { findings: [templateFinding('render_failed', { detail: checked.error.detail })], measures: [] };
  }
  const warnings = [...checkWords(content, store.url), ...missing(content, store)];
  if (checked.findings.some(({ code }) => isTemplateProblem(code)))
    return { findings: [...checked.findings, ...warnings], measures: [] };
  const measured = await Promise.all(
    content.variants.flatMap((variant) =>
      channels
        .filter((channel) => variant[channel] !== undefined)
        .map((channel) => measure(deps, { store, texts, currency, variant, channel })),
    ),
  );
  return {
    findings: [...checked.findings, ...measured.flatMap(({ findings }) => findings), ...warnings],
    measures: measured.flatMap(({ measures }) => measures),
  };
}

const checkRetryMs = 5_000;

const findingOfError: Readonly<Partial<Record<RenderError['code'], TemplateFinding['code']>>> = {
  too_large: 'too_large',
  too_long: 'sms_too_long',
  no_way_out: 'sms_no_way_out',
};

/** Renders it as it would be sent to somebody with a full cart. */
async function measure(
  deps: CheckDeps,
  {
    store,
    texts,
    currency,
    variant,
    channel,
  }: Pick<LongestSms, 'store' | 'texts' | 'currency'> & {
    readonly variant: TemplateVariant;
    readonly channel: Channel;
  },
): Promise<TemplateCheck> {
  const { renderer, publicUrl, brands, defaultFrom, smsSender } = deps;
  const { locale } = variant;
  const edited = { variants: [variant] };
  const rendered = await renderer.render({
    ...{ channel, storeId: store.id, template: 'checked', edited, to: '', segmentsMax: texts.segmentsMax },
    context: {
      offer: fullOffer,
      ...contextOf({
        ...{ channel, store: { ...store, url: store.url ?? 'https://shop.example' }, cart: fullCart, defaultFrom },
        ...{ customer: fullPerson, links: previewLinks(linkBase(deps, store.id)) },
        brand: brands && shownBrandOf(brands, publicUrl, store.id),
        // Of somebody whose country is not known.
        wayOut: channel === 'sms' ? wayOutOf(smsSender?.(store.providers), []) : undefined,
      }),
    },
  });
  if (!rendered.ok) {
    const { code, class: errorClass, detail } = rendered.error;
    if (errorClass === 'retry')
      throw new ServiceError('unavailable', 'Templates cannot be looked at now.', { retryAfterMs: checkRetryMs });
    const part = channel === 'email' ? 'email.mjml' : channel === 'sms' ? 'sms.text' : 'push.body';
    const what = findingOfError[code] ?? 'render_failed';
    return { findings: [templateFinding(what, { locale, part, detail })], measures: [] };
  }
  const { message } = rendered;
  const segments = message.channel === 'sms' ? smsSegments(message.text) : 0;
  const longest =
    channel === 'sms' ? await longestSms(deps, { store, texts, currency, template: 'checked', edited }) : null;
  const bytes = Buffer.byteLength(
    message.channel === 'email' ? message.html : message.channel === 'sms' ? message.text : message.body,
  );
  return {
    measures: [{ locale, channel, bytes, segments, longest }],
    findings: [
      ...(message.channel === 'email' && bytes > nearlyTooLargeBytes
        ? [templateFinding('nearly_too_large', { locale, part: 'email.mjml', detail: `${bytes}` })]
        : []),
      ...(longest && longest.parts > longest.partsMax
        ? [
            templateFinding('sms_over_parts', {
              ...{ locale, part: 'sms.text', detail: `${longest.parts} > ${longest.partsMax}` },
            }),
          ]
        : []),
      ...(segments > 1 ? [templateFinding('sms_parts', { locale, part: 'sms.text', detail: `${segments}` })] : []),
      ...(message.channel === 'sms' &&
      segments > 1 &&
      smsSegments('x'.repeat(toGsmLikeness(message.text).length)) < segments
        ? [templateFinding('sms_alphabet', { locale, part: 'sms.text' })]
        : []),
    ],
  };
}

function missing({ variants }: TemplateContent, store: Store): readonly TemplateFinding[] {
  const written = channels.filter((channel) => variants.some((variant) => variant[channel]));
  const speaks = new Intl.Locale(store.locale).language;
  const sendsMail = variants.some(({ email }) => email);
  return [
    ...variants.flatMap((variant) =>
      written
        .filter((channel) => variant[channel] === undefined)
        .map((channel) => templateFinding('channel_missing', { locale: variant.locale, detail: channel })),
    ),
    ...(variants.some(({ locale }) => new Intl.Locale(locale).language === speaks)
      ? []
      : [templateFinding('store_language_missing', { detail: store.locale })]),
    ...(sendsMail && store.postalAddress === null ? [templateFinding('no_postal_address')] : []),
    ...variants
      .filter(({ email, locale }) => email && footerWordsOf(locale) === null)
      .map(({ locale }) => templateFinding('foot_in_english', { locale, part: 'email.mjml' })),
  ];
}
