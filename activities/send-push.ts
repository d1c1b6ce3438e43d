import { type DeliveryDeps, type SendActivity, sendOn } from './send.ts';

/** Sends one push message of a recovery, at most once; runs on the queue `delivery-push`. */
export function createSendPush(deps: DeliveryDeps): SendActivity {
  return sendOn('push', deps);
}
