import { digestOf } from '../event-id.ts';
import { type Fields, fields } from '../fields.ts';

/** An event of Klaviyo's, whichever of its shapes it came in. */
export interface KlaviyoEvent {
  readonly metric: string;
  readonly profile: Fields;
  readonly properties: Fields;
  readonly value: unknown;
  readonly currency: unknown;
  readonly time: unknown;
  /** Klaviyo's key against sending an event twice; of its contents where it has none. */
  readonly uniqueId: string;
}

/** JSON:API puts every part into an envelope (`data.attributes`), the older calls do not. */
export function readKlaviyoEvent(event: unknown): KlaviyoEvent {
  const body = opened(event);
  const metric = opened(body['metric']);
  const name = metric['name'] ?? body['event'] ?? body['metric'];
  const properties = fields(body['properties']);
  const profile = { ...fields(body['customer_properties']), ...opened(body['profile']) };
  const uniqueId = body['unique_id'] ?? body['uniqueId'];
  return {
    metric: typeof name === 'string' ? name : '',
    profile,
    properties,
    value: body['value'] ?? properties['$value'] ?? properties['value'],
    currency:
      body['value_currency'] ?? properties['$value_currency'] ?? properties['$currency_code'] ?? properties['Currency'],
    time: body['time'] ?? properties['time'],
    uniqueId:
      typeof uniqueId === 'string' && uniqueId !== '' ? uniqueId : digestOf([name, profile, properties, body['time']]),
  };
}

function opened(value: unknown): Fields {
  const body = fields(value);
  const data = 'data' in body ? fields(body['data']) : body;
  return 'attributes' in data ? fields(data['attributes']) : data;
}
