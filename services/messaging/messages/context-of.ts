import type { MessageContext } from '../../../channels/message-context.ts';
import { smsNameOf } from '../../../channels/render/sms-name.ts';
import type { carts, customers, stores } from '../../../db/postgres/schema/index.ts';
import type { ShownBrand } from '../../../domain/brand/shown-brand.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { WayOut } from '../../../domain/phone/way-out.ts';
import type { MessageLinks } from '../links/issue.ts';
import { senderOf } from './sender-of.ts';

export interface ContextOf {
  readonly channel: Channel;
  readonly store: Pick<typeof stores.$inferSelect, 'name' | 'senderName' | 'locale' | 'url' | 'postalAddress'>;
  readonly customer: Pick<typeof customers.$inferSelect, 'firstName' | 'locale'>;
  readonly cart: Pick<typeof carts.$inferSelect, 'lines' | 'linesOmitted' | 'currency' | 'valueMinor'>;
  readonly links: MessageLinks;
  /** How the store is shown; absent: as it comes. */
  readonly brand?: ShownBrand | undefined;
  /** Of an SMS; absent: an answer. */
  readonly wayOut?: WayOut | undefined;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
}

/** What a template sees of a cart and its person: the same for a message that is sent and for a preview of it. */
export function contextOf({
  channel,
  store,
  customer,
  cart,
  links,
  brand,
  wayOut,
  defaultFrom,
}: ContextOf): MessageContext {
  return {
    store: {
      name: channel === 'sms' ? smsNameOf(store) : store.name,
      from: senderOf(store, defaultFrom),
      locale: store.locale,
      url: store.url,
      postalAddress: store.postalAddress,
      ...(brand && { brand }),
    },
    customer: { firstName: customer.firstName, locale: customer.locale },
    cart: {
      lines: cart.lines,
      linesOmitted: cart.linesOmitted,
      currency: cart.currency,
      valueMinor: cart.valueMinor,
    },
    links,
    ...(wayOut && { wayOut }),
  };
}
