import type { StorefrontEvent, Who } from '../../events/event.ts';
import { browserSourcePrefix } from '../consents/browser-grant.ts';
import type { EventProblem } from '../events/check-event.ts';

export type NarrowedEvent =
  | { readonly ok: true; readonly event: StorefrontEvent }
  | { readonly ok: false; readonly error: EventProblem };

/** A visitor's id is all that ties a browser to its carts, so it has to be hard to guess. */
export const anonymousIdLengthMin = 16;
/** Shorter cart ids could be guessed from one's own; as long as a shop's random token they cannot. */
export const cartIdLengthMin = 20;
const externalIdLengthMax = 128;
const sourceLengthMax = 200;
const notText = /:\/\/|www\./i;

/**
 * What may be believed of an event from a browser, where anybody can send anything. It speaks for its own visitor only:
 * no customer number, phone or push token; an e-mail address only when the visitor is identified and the store allows
 * it; no names of persons; no cart of somebody else; no orders, payments or refunds.
 */
export function narrowBrowserEvent(
  event: StorefrontEvent,
  { emailCapture }: { readonly emailCapture: boolean },
): NarrowedEvent {
  const { anonymousId } = event.who;
  if (anonymousId === undefined || anonymousId.length < anonymousIdLengthMin)
    return refused('who.anonymousId', `a browser must give a random id of at least ${anonymousIdLengthMin} characters`);
  const base = { id: event.id, occurredAt: event.occurredAt, who: { anonymousId } satisfies Who };
  const named: Who = { anonymousId, ...(emailCapture && event.who.email && { email: event.who.email }) };
  switch (event.type) {
    case 'product_viewed':
      return ok({ ...event, ...base, ...(event.cartId && { cartId: ownCartId(event.cartId, anonymousId) }) });
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated':
      return ok({
        ...event,
        ...base,
        cartId: ownCartId(event.cartId, anonymousId),
        lines: event.lines.map((line) => withPlainName(line)),
      });
    case 'line_added':
      return ok({
        ...event,
        ...base,
        cartId: ownCartId(event.cartId, anonymousId),
        line: withPlainName(event.line),
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
        source: `${browserSourcePrefix}${event.source}`.slice(0, sourceLengthMax),
      });
    default:
      // Whatever is added to the events stays closed to browsers until it is let in above.
      return refused('type', 'this comes from the shop’s server or its webhooks, never from a browser');
  }
}

/** A cart id that others could guess is only good for the visitor's own carts. */
function ownCartId(cartId: string, anonymousId: string): string {
  return cartId.length >= cartIdLengthMin ? cartId : `${anonymousId}/${cartId}`.slice(0, externalIdLengthMax);
}

/** Names end in messages: one that holds an address of a site is somebody's advertisement. */
function withPlainName<L extends { readonly name?: string | undefined }>(line: L): L {
  if (line.name === undefined || !notText.test(line.name)) return line;
  const { name: _, ...rest } = line;
  return rest as L;
}

function ok(event: StorefrontEvent): NarrowedEvent {
  return { ok: true, event };
}

function refused(path: string, message: string): NarrowedEvent {
  return { ok: false, error: { code: 'invalid', path, message } };
}
