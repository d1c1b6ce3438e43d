import { assertNever } from '../../../domain/assert-never.ts';
import type { ApiClient } from '../../traffic/api-client.ts';
import { openBatchTransport, openSocketTransport } from './event-doors.ts';
import { createSegmentEncoder } from './segment-speech.ts';
import { createShopifyEncoder } from './shopify-speech.ts';
import type { ReplayTarget, Transport, TransportName } from './transport.ts';
import { openWebhookTransport } from './webhook-transport.ts';

/** Opens a way into the store; a platform's endpoint makes an integration, for which the key needs `store:admin`. */
export async function openTransport(name: TransportName, target: ReplayTarget, client: ApiClient): Promise<Transport> {
  switch (name) {
    case 'batch':
      return openBatchTransport(client);
    case 'websocket':
      return openSocketTransport(target);
    case 'shopify':
      return openWebhookTransport({ url: target.url, client }, createShopifyEncoder());
    case 'segment':
      return openWebhookTransport({ url: target.url, client }, createSegmentEncoder());
    default:
      return assertNever(name);
  }
}
