import { z } from 'zod';
import { linesPerEventMax } from '../../events/event.ts';
import { type Fields, fields, fieldsOfEach } from '../fields.ts';
import { numberInGid } from './number-in-gid.ts';

/** Amounts are taken in the shop's currency: webhooks write theirs in it too, whatever the shopper pays in. */
export const moneyBagSchema = z.looseObject({
  shopMoney: z.looseObject({ amount: z.union([z.string(), z.number()]), currencyCode: z.string() }),
});

const lineSchema = z.looseObject({ quantity: z.number(), originalUnitPriceSet: moneyBagSchema });

/** What checkouts and orders have in common, as far as they cannot be understood without it. */
export const fetchedSchema = z.looseObject({
  id: z.string(),
  updatedAt: z.string(),
  lineItems: z.looseObject({ nodes: z.array(lineSchema) }),
});

/** The fields by which webhooks call what both have in common. */
export function webhookParts(node: z.infer<typeof fetchedSchema>): Fields {
  return {
    created_at: node['createdAt'],
    updated_at: node.updatedAt,
    note_attributes: fieldsOfEach(node['customAttributes']).map(({ key, value }) => ({ name: key, value })),
    customer: customerOf(fields(node['customer'])),
    shipping_address: addressOf(fields(node['shippingAddress'])),
    line_items: node.lineItems.nodes.slice(0, linesPerEventMax).map((line) => ({
      variant_id: numberInGid(fields(line['variant'])['id']),
      sku: line['sku'],
      title: line['title'],
      quantity: line.quantity,
      price: line.originalUnitPriceSet.shopMoney.amount,
    })),
  };
}

/** Any part may be null: of a guest, or because the app may not see protected data. */
function customerOf(customer: Fields): Fields {
  const email = fields(customer['defaultEmailAddress']);
  const phone = fields(customer['defaultPhoneNumber']);
  const sms = fields(phone['smsMarketingConsent']);
  return {
    id: numberInGid(customer['id']),
    first_name: customer['firstName'],
    email: email['emailAddress'],
    phone: phone['phoneNumber'],
    default_address: addressOf(fields(customer['defaultAddress'])),
    email_marketing_consent: { state: email['marketingState'], consent_updated_at: email['marketingUpdatedAt'] },
    sms_marketing_consent: { state: sms['state'], consent_updated_at: sms['updatedAt'] },
  };
}

function addressOf(address: Fields): Fields {
  return {
    first_name: address['firstName'],
    phone: address['phone'],
    country_code: address['countryCodeV2'],
    province_code: address['provinceCode'],
  };
}
