import { fields } from '../fields.ts';
import { identifiedEvents } from '../identified-event.ts';
import { toldOfPerson } from '../told-of-person.ts';
import type { KnownPerson } from '../who.ts';
import { customerOf, shippingAddressOf } from './person.ts';

/** What a checkout, order or customer tells of a person beside how they are reached. */
export function shopifyIdentified(
  body: Readonly<Record<string, unknown>>,
  { who, occurredAt }: { readonly who: KnownPerson | null; readonly occurredAt: string },
): readonly unknown[] {
  const customer = customerOf(body);
  const shipping = shippingAddressOf(body);
  const told = toldOfPerson({
    firstNames: [customer['first_name'], shipping['first_name']],
    locales: [body['customer_locale'], customer['locale']],
    countries: [shipping['country_code'], fields(customer['default_address'])['country_code']],
  });
  return identifiedEvents('shopify', { who, told, occurredAt });
}
