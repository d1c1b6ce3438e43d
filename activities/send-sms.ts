import { type DeliveryDeps, type SendActivity, sendOn } from './send.ts';

/** Sends one SMS of a recovery, at most once; runs on the queue `delivery-sms`. */
export function createSendSms(deps: DeliveryDeps): SendActivity {
  return sendOn('sms', deps);
}
