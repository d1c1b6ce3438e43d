import { type Fields, fields } from '../fields.ts';
import { type ProfileFields, profileFields } from '../profile-fields.ts';
import { whoOf } from '../who.ts';
import { anonymousIdMeta, metaId } from './meta.ts';

/** Who ordered: `customer_id` 0 is a guest. */
export function orderPerson(order: Fields) {
  const billing = fields(order['billing']);
  const customerId = order['customer_id'];
  return whoOf({
    customerId: customerId === 0 || customerId === '0' ? undefined : customerId,
    emails: [billing['email']],
    phones: [billing['phone']],
    countries: [billing['country']],
    anonymousId: metaId(order['meta_data'], anonymousIdMeta),
  });
}

export function customerPerson(customer: Fields) {
  const billing = fields(customer['billing']);
  return whoOf({
    customerId: customer['id'],
    emails: [customer['email'], billing['email']],
    phones: [billing['phone']],
    countries: [billing['country']],
    anonymousId: metaId(customer['meta_data'], anonymousIdMeta),
  });
}

/** The first name and country of an order's or a customer's billing address. */
export function toldOf(body: Fields): ProfileFields | null {
  const billing = fields(body['billing']);
  return profileFields({
    firstNames: [body['first_name'], billing['first_name']],
    countries: [billing['country']],
    regions: [billing['state']],
  });
}
