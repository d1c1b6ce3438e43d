import { shopUrl } from '../../../domain/shop-url.ts';
import { cleanProductName } from '../../../domain/told-name.ts';
import type { StorefrontEvent, Who } from '../../../events/event.ts';
import type { EventProblem } from '../events/check-event.ts';

export type NarrowedEvent =
  | { readonly ok: true; readonly event: StorefrontEvent }
  | { readonly ok: false; readonly error: EventProblem };

/** A visitor's id is all that ties a browser to its carts, so it has to be hard to guess. */
export const anonymousIdLengthMin = 16;
/** Shorter cart ids could be guessed from one's own; as long as a shop's random token they cannot. */
export const cartIdLengthMin = 20;
const externalIdLengthMax = 128;

export interface BrowserBelief {
  /** Whether the store takes addresses from browsers. */
  readonly emailCapture: boolean;
  /** Addresses of the shop's own sites: pictures from elsewhere are left out. */
  readonly sites: readonly string[];
}

/**
 * What may be believed of an event from a browser, where anybody can send anything. It speaks for its own visitor only:
 * no customer number, phone or push token; an e-mail address only when the visitor is identified and the store allows
 * it; no names of persons; no cart of somebody else; no orders, payments or refunds. Names of goods and their pictures
 * end in messages: of a name stays what leads nowhere, and of pictures those on the shop's own sites.
 */
export function narrowBrowserEvent(event: StorefrontEvent, { emailCapture, sites }: BrowserBelief): NarrowedEvent {
  const { anonymousId } = event.who;
  if (anonymousId === undefined || anonymousId.length < anonymousIdLengthMin)
    return refused('who.anonymousId', `a browser must give a random id of at least ${anonymousIdLengthMin} characters`);
  const base = { id: event.id, occurredAt: event.occurredAt, who: { anonymousId } satisfies Who };
  const named: Who = { anonymousId, ...(emailCapture && event.who.email && { email: event.who.email }) };
  switch (event.type) {
    case 'product_viewed':
      return ok({ ...shown(event), ...base, ...(event.cartId && { cartId: ownCartId(event.cartId, anonymousId) }) });
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated':
      return ok({
        ...event,
        ...base,
        cartId: ownCartId(event.cartId, anonymousId),
        lines: event.lines.map(shown),
      });
    case 'line_added':
      return ok({
        ...event,
        ...base,
        cartId: ownCartId(event.cartId, anonymousId),
        line: shown(event.line),
      });
    case 'line_removed':
      return ok({ ...event, ...base, cartId: ownCartId(event.cartId, anonymousId) });
    case 'customer_identified': {
      const { locale, timeZone } = event;
      return ok({
        ...base,
        who: named,
        type: event.type,
        ...(locale !== undefined && { locale }),
        ...(timeZone !== undefined && { timeZone }),
      });
    }
    case 'consent_updated':
      if (event.channel !== 'email') return refused('channel', 'a browser may only speak for e-mail');
      // Of a nameless visitor it would come along when the visitor claims to be somebody who has refused.
      if (!named.email) return refused('who.email', 'name the address, and allow addresses from browsers');
      return ok({
        ...event,
        ...base,
        who: named,
      });
    default:
      // Whatever is added to the events stays closed to browsers until it is let in above.
      return refused('type', 'this comes from the shop’s server or its webhooks, never from a browser');
  }

  function shown<L extends Described>(line: L): L {
    const { name, imageUrl, ...rest } = line;
    const plain = name === undefined ? undefined : cleanProductName(name);
    const own = imageUrl !== undefined && sites.some((site) => shopUrl(imageUrl, site) !== null);
    return { ...rest, ...(plain !== undefined && { name: plain }), ...(own && { imageUrl }) } as L;
  }
}

interface Described {
  readonly name?: string | undefined;
  readonly imageUrl?: string | undefined;
}

/** A cart id that others could guess is only good for the visitor's own carts. */
function ownCartId(cartId: string, anonymousId: string): string {
  return cartId.length >= cartIdLengthMin ? cartId : cut(`${anonymousId}/${cartId}`, externalIdLengthMax).trim();
}

/** No store keeps half of a surrogate pair, which a cut may leave at the end. */
function cut(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed();
}

function ok(event: StorefrontEvent): NarrowedEvent {
  return { ok: true, event };
}

function refused(path: string, message: string): NarrowedEvent {
  return { ok: false, error: { code: 'invalid', path, message } };
}
