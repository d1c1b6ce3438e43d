import { priceMinor } from '../cart-line-of.ts';
import { currencyOf } from '../currency-of.ts';
import { eventIdOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import { idText } from '../id-text.ts';
import { identifiedEvents } from '../identified-event.ts';
import { orderEventsOf, refunded } from '../order-events.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { toldOfPerson } from '../told-of-person.ts';
import { webUrl } from '../web-url.ts';
import type { KnownPerson } from '../who.ts';
import { addedLine, itemLines } from './lines.ts';
import { cartIdOf, profilePerson } from './person.ts';
import type { KlaviyoEvent } from './read-event.ts';

/** An event whose person, time and currency are understood. */
interface Understood extends KlaviyoEvent {
  readonly who: KnownPerson;
  readonly occurredAt: string;
  readonly isoCurrency: string | null;
}

type Translate = (event: Understood) => Translation;

const notNeeded: Translate = () => ({ kind: 'ignored', reason: 'not_needed' });

/** Klaviyo's metrics for shops by their name in lower case; some integrations turn the words round. */
const metrics: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['viewed product', viewedProduct],
  ['added to cart', addedToCart],
  ['started checkout', startedCheckout],
  ['checkout started', startedCheckout],
  ['placed order', (event) => orderOf(event, 'bought')],
  ['cancelled order', (event) => orderOf(event, 'cancelled')],
  ['canceled order', (event) => orderOf(event, 'cancelled')],
  ['refunded order', (event) => orderOf(event, 'refunded')],
  ...[
    'ordered product',
    'fulfilled order',
    'fulfilled partial order',
    'active on site',
    'viewed collection',
    'submitted search',
    'viewed page',
  ].map((name): [string, Translate] => [name, notNeeded]),
]);

/** What one of Klaviyo's metrics means. */
export function translateMetric(
  event: KlaviyoEvent,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const translate = metrics.get(event.metric.trim().toLowerCase());
  if (!translate) return { kind: 'ignored', reason: 'unknown_topic' };
  const who = profilePerson(event.profile);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const occurredAt = timeText(event.time) ?? new Date(receivedAt).toISOString();
  const translated = translate({
    ...event,
    who,
    occurredAt,
    isoCurrency: currencyOf(event.currency, settings.currency),
  });
  if (translated.kind !== 'events') return translated;
  const { profile } = event;
  const told = toldOfPerson({
    firstNames: [profile['first_name'], profile['$first_name']],
    locales: [profile['locale']],
    countries: [(profile['location'] as Fields | undefined)?.['country'], profile['$country']],
  });
  return {
    ...translated,
    events: [...translated.events, ...identifiedEvents('klaviyo', { who, told, occurredAt })],
  };
}

function viewedProduct(event: Understood): Translation {
  const { properties } = event;
  const productId = ['VariantID', 'ProductID', 'ProductId', 'SKU']
    .map((name) => idText(properties[name]))
    .find((id) => id !== undefined);
  if (productId === undefined)
    return { kind: 'refused', path: 'properties.ProductID', message: 'the product is not named' };
  return made(event, { type: 'product_viewed', productId });
}

/** `Items` is the whole cart as it is now; without it only the added product is known. */
function addedToCart(event: Understood): Translation {
  const { properties, isoCurrency } = event;
  const cart = { cartId: cartIdOf(properties, event.who), ...(isoCurrency !== null && { currency: isoCurrency }) };
  const lines = itemLines(properties['Items'], isoCurrency);
  if (lines.length > 0) return made(event, { type: 'cart_updated', ...cart, lines, ...linkIn(properties) });
  const line = addedLine(properties, isoCurrency);
  if (!line) return { kind: 'refused', path: 'properties.Items', message: 'the cart names no product' };
  return made(event, { type: 'line_added', ...cart, line });
}

function startedCheckout(event: Understood): Translation {
  const { properties, isoCurrency } = event;
  const lines = itemLines(properties['Items'], isoCurrency);
  if (lines.length === 0)
    return { kind: 'refused', path: 'properties.Items', message: 'the checkout names no product' };
  const valueMinor = isoCurrency === null ? null : priceMinor(event.value, isoCurrency);
  return made(event, {
    type: 'checkout_started',
    cartId: cartIdOf(properties, event.who),
    lines,
    ...(isoCurrency !== null && { currency: isoCurrency }),
    ...(valueMinor !== null && { valueMinor }),
    ...linkIn(properties),
  });
}

function orderOf(event: Understood, meaning: 'bought' | 'cancelled' | 'refunded'): Translation {
  const { properties, isoCurrency, occurredAt, who } = event;
  const orderId =
    idText(properties['OrderId']) ??
    idText(properties['OrderID']) ??
    idText(properties['order_id']) ??
    idText(properties['$event_id']) ??
    idText(event.uniqueId);
  if (orderId === undefined) return { kind: 'refused', path: 'properties.OrderId', message: 'the order is not named' };
  if (isoCurrency === null)
    return {
      kind: 'refused',
      path: 'value_currency',
      message: 'an amount in no currency: name it, or set the currency of the store',
    };
  const totalMinor = meaning === 'cancelled' ? 0 : priceMinor(event.value, isoCurrency);
  if (totalMinor === null) return { kind: 'refused', path: 'value', message: 'an amount of money' };
  const order = { platform: 'klaviyo', orderId, who, currency: isoCurrency };
  // A refund says its own amount, not the order's: it places nothing.
  if (meaning === 'refunded') {
    const refund = { id: event.uniqueId, at: occurredAt, amountMinor: totalMinor };
    return { kind: 'events', events: refunded({ ...order, refunds: [refund] }) };
  }
  const lines = itemLines(properties['Items'], isoCurrency);
  const events = orderEventsOf({
    ...order,
    meaning,
    cartId: cartIdOf(properties, who),
    lines: lines.length > 0 ? lines : undefined,
    totalMinor,
    orderedAt: occurredAt,
    paidAt: null,
    changedAt: occurredAt,
    refunds: [],
  });
  return { kind: 'events', events };
}

function linkIn(properties: Fields) {
  const restoreUrl = webUrl(properties['CheckoutURL']);
  return restoreUrl === undefined ? {} : { restoreUrl };
}

function made({ uniqueId, metric, occurredAt, who }: Understood, said: Fields): Translation {
  const id = eventIdOf('klaviyo', metric.trim().toLowerCase().replaceAll(' ', '-'), uniqueId);
  return { kind: 'events', events: [{ id, occurredAt, who, ...said }] };
}
