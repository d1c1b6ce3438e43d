import type { Renderer } from '../../../channels/render/renderer.ts';
import { smsSegments } from '../../../channels/render/sms-segments.ts';
import type { TemplateSource } from '../../../channels/render/template-set.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';
import { dearest, type SmsLength } from '../../../domain/phone/text-cost.ts';
import { wayOutOf } from '../../../domain/phone/way-out.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { linkBase, previewLinks } from '../../messaging/links/issue.ts';
import { contextOf } from '../../messaging/messages/context-of.ts';
import { segmentsMaxUsual } from '../../messaging/phone/settings.ts';
import type { StoreTextPrices } from '../../messaging/phone/text-prices.ts';
import type { Brands } from '../../state/brands/brands.ts';
import type { SmsSenderOf } from './rule-facts.ts';
import type { Store } from './store-row.ts';

export interface LongestSmsDeps {
  readonly renderer: Pick<Renderer, 'render'>;
  /** The address that customers use, without a slash at its end. */
  readonly publicUrl: string;
  /** Under which names stores are answered, and how they are shown; absent: all as they come. */
  readonly brands?: Pick<Brands, 'of' | 'linkBaseOf' | 'mailDomainOf'>;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  readonly smsSender?: SmsSenderOf;
}

export interface LongestSms {
  readonly store: Store;
  readonly texts: StoreTextPrices;
  /** In which amounts are written, ISO 4217. */
  readonly currency: string;
  /** Name of the template. */
  readonly template: string;
  /** In place of what is kept under the name. */
  readonly edited?: TemplateContent;
}

/** Parts that are counted: more than any store allows. */
const partsCountedMax = 20;
/** As long as names get in messages. */
const longName = 'Maximiliana-Alexandra Hohenstaufenberger';
const longProduct = 'Linen shirt with long sleeves and a stand-up collar, white with fine blue stripes, size XL';

/** How long an SMS of a template gets: a long name, dear goods, a code. Null: no message can be made of it. */
export async function longestSms(
  { renderer, publicUrl, brands, defaultFrom, smsSender }: LongestSmsDeps,
  { store, texts, currency, template, edited }: LongestSms,
): Promise<SmsLength | null> {
  const amountMinor = 99_999 * 10 ** minorUnitDigitsOf(currency);
  const rendered = await renderer.render({
    ...{ channel: 'sms', storeId: store.id, template, to: '', segmentsMax: partsCountedMax },
    ...(edited && { edited }),
    context: {
      offer: { ...{ code: 'K7WQ2-M9TRX', kind: 'amount', value: amountMinor, currency }, ...endsIn(store) },
      ...contextOf({
        ...{ channel: 'sms', store: { ...store, url: store.url ?? 'https://shop.example' }, defaultFrom },
        cart: {
          lines: [{ productId: 'longest', name: longProduct, quantity: 1, unitPriceMinor: amountMinor }],
          ...{ linesOmitted: 99, currency, valueMinor: amountMinor },
        },
        ...{
          customer: { firstName: longName, locale: null },
          links: previewLinks(linkBase({ brands, publicUrl }, store.id)),
        },
        // The longest of all, whatever the country.
        wayOut: wayOutOf(smsSender?.(store.providers), []),
      }),
    },
  });
  if (!rendered.ok) return null;
  const parts = smsSegments(rendered.message.text);
  const micros = dearest(parts, texts);
  return {
    ...{ parts, partsMax: texts.segmentsMax ?? segmentsMaxUsual },
    cost: texts.currency === null || micros === null ? null : { currency: texts.currency, micros },
  };
}

/** A late day of a long month. */
function endsIn({ timeZone }: Store) {
  return { expiresAt: Date.UTC(2026, 8, 30, 12), timeZone };
}

/** The same of templates by their names, in the longest of their languages. */
export async function longestOfTemplates(
  deps: LongestSmsDeps & { readonly templates: Pick<TemplateSource, 'find'> },
  names: Iterable<string>,
  wanted: Omit<LongestSms, 'template' | 'edited'>,
): Promise<ReadonlyMap<string, SmsLength>> {
  const longest = new Map<string, SmsLength>();
  for (const template of new Set(names)) {
    const found = await deps.templates.find(template, wanted.store.id);
    const written = found && 'variants' in found ? found.variants.filter(({ sms }) => sms) : [undefined];
    for (const variant of written) {
      const one = await longestSms(deps, { ...wanted, template, ...(variant && { edited: { variants: [variant] } }) });
      if (one && one.parts > (longest.get(template)?.parts ?? 0)) longest.set(template, one);
    }
  }
  return longest;
}
