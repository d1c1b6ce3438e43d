import { fields } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import { profileFields } from '../profile-fields.ts';
import type { KnownCustomer } from '../who.ts';
import { customerOf, shippingAddressOf } from './person.ts';

/** What a checkout, order or customer tells of a person beside how they are reached. */
export function shopifyIdentify(
  body: Readonly<Record<string, unknown>>,
  { who, occurredAt }: { readonly who: KnownCustomer | null; readonly occurredAt: string },
): readonly unknown[] {
  const customer = customerOf(body);
  const shipping = shippingAddressOf(body);
  const told = profileFields({
    firstNames: [customer['first_name'], shipping['first_name']],
    locales: [body['customer_locale'], customer['locale']],
    countries: [shipping['country_code'], fields(customer['default_address'])['country_code']],
    regions: [shipping['province_code'], fields(customer['default_address'])['province_code']],
  });
  return identifyEvents('shopify', { who, told, occurredAt });
}
