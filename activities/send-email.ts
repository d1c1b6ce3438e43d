import { type DeliveryDeps, type SendActivity, sendOn } from './send.ts';

/** Sends one e-mail of a recovery, at most once; runs on the queue `delivery-email`. */
export function createSendEmail(deps: DeliveryDeps): SendActivity {
  return sendOn('email', deps);
}
