import { hash } from 'node:crypto';
import { eventIdLengthMax } from '../events/event.ts';
import { type Fields, fields } from './fields.ts';
import type { Platform, Translation } from './platform.ts';

const idLengthMax = 128;
/** Carts that are made of an order, which has the shop's own number. */
const cartOfOrder = /^order:/;

/**
 * A platform as one of a store's several shops speaks it: its numbers of customers and orders are put under a name of
 * their own, so that customer 5 of one shop is not customer 5 of the other. Ids of carts and devices are random and stay:
 * the storefront of that shop says the same. Null: the store's first such shop, whose ids are the store's.
 *
 * @example customer 5 is `woocommerce-5b0c1b9e:5`
 */
export function underNamespace(platform: Platform, namespace: string | null): Platform {
  if (namespace === null) return platform;
  const { translateFetched } = platform;
  return {
    ...platform,
    translate: (request, settings) => translationUnder(namespace, platform.translate(request, settings)),
    ...(translateFetched && {
      translateFetched: (fetched, settings) => translationUnder(namespace, translateFetched(fetched, settings)),
    }),
  };
}

function translationUnder(namespace: string, translation: Translation): Translation {
  switch (translation.kind) {
    case 'events':
      return { ...translation, events: translation.events.map((event) => eventUnder(namespace, fields(event))) };
    case 'privacy': {
      const { subject } = translation;
      if (subject === null || subject.customerId === null) return translation;
      return {
        ...translation,
        subject: { ...subject, customerId: prefixed(namespace, subject.customerId, idLengthMax) },
      };
    }
    // What is fetched is asked for by the platform's own id.
    default:
      return translation;
  }
}

function eventUnder(namespace: string, event: Fields): Fields {
  const { id, who, orderId, cartId } = event;
  const { customerId } = fields(who);
  return {
    ...event,
    ...(typeof id === 'string' && { id: prefixed(namespace, id, eventIdLengthMax) }),
    ...(typeof customerId === 'string' && {
      who: { ...fields(who), customerId: prefixed(namespace, customerId, idLengthMax) },
    }),
    ...(typeof orderId === 'string' && { orderId: prefixed(namespace, orderId, idLengthMax) }),
    ...(typeof cartId === 'string' && cartOfOrder.test(cartId) && { cartId: prefixed(namespace, cartId, idLengthMax) }),
  };
}

function prefixed(namespace: string, id: string, lengthMax: number): string {
  const text = `${namespace}:${id}`;
  return text.length <= lengthMax ? text : `${namespace}:${hash('sha256', id, 'hex')}`;
}
