import { assertNever } from '../../../domain/assert-never.ts';
import type { ApiClient } from '../../traffic/api-client.ts';
import type { Door, DoorName, ReplayTarget } from './door.ts';
import { openBatchDoor, openSocketDoor } from './event-doors.ts';
import { createSegmentSpeech } from './segment-speech.ts';
import { createShopifySpeech } from './shopify-speech.ts';
import { openWebhookDoor } from './webhook-door.ts';

/** Opens a way into the store; a platform's door makes an integration, for which the key needs `store:admin`. */
export async function openDoor(name: DoorName, target: ReplayTarget, client: ApiClient): Promise<Door> {
  switch (name) {
    case 'batch':
      return openBatchDoor(client);
    case 'websocket':
      return openSocketDoor(target);
    case 'shopify':
      return openWebhookDoor({ url: target.url, client }, createShopifySpeech());
    case 'segment':
      return openWebhookDoor({ url: target.url, client }, createSegmentSpeech());
    default:
      return assertNever(name);
  }
}
