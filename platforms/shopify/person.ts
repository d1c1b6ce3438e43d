import { type Fields, fields } from '../fields.ts';
import type { NamedPerson } from '../who.ts';

/** Who is behind a checkout or order. `email` is often null, and an empty address is written as `[]`. */
export function personOf(body: Fields, ofStore: string | null = null): NamedPerson {
  const customer = customerOf(body);
  return {
    customerId: customer['id'],
    emails: [body['email'], body['contact_email'], customer['email']],
    phones: [body['phone'], body['sms_marketing_phone'], customer['phone'], shippingAddressOf(body)['phone']],
    countries: [
      shippingAddressOf(body)['country_code'],
      fields(body['billing_address'])['country_code'],
      fields(customer['default_address'])['country_code'],
      ofStore,
    ],
  };
}

export function customerOf(body: Fields): Fields {
  return fields(body['customer']);
}

export function shippingAddressOf(body: Fields): Fields {
  return fields(body['shipping_address']);
}
