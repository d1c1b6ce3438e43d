import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { hourMs } from '../../../domain/duration.ts';

/**
 * What a new store starts with: three steps, each on another channel, one for an order that waits for its payment,
 * and one for those who only looked, where the store follows browsing.
 * Its owner changes it as a new version.
 */
export const defaultCampaign: CampaignContent & { readonly name: string } = {
  name: 'Cart reminder',
  flow: null,
  rules: [
    {
      id: 'touch-1',
      trigger: 'cart_abandoned',
      delayMs: 1 * hourMs,
      channel: 'email',
      template: 'cart-reminder-1',
      conditions: {},
    },
    {
      id: 'touch-2',
      trigger: 'cart_abandoned',
      delayMs: 24 * hourMs,
      channel: 'sms',
      template: 'cart-reminder-2',
      conditions: {},
    },
    {
      id: 'touch-3',
      trigger: 'cart_abandoned',
      delayMs: 72 * hourMs,
      channel: 'push',
      template: 'cart-reminder-3',
      conditions: {},
    },
    {
      id: 'payment-1',
      trigger: 'cart_abandoned',
      // A bank transfer takes a working day.
      delayMs: 24 * hourMs,
      channel: 'email',
      template: 'payment-reminder-1',
      conditions: { stages: ['payment'] },
    },
    {
      id: 'browsing-1',
      trigger: 'cart_abandoned',
      // The store's threshold for browsing, which is off by default, is the wait.
      delayMs: 0,
      channel: 'email',
      template: 'browsing-reminder-1',
      conditions: { stages: ['browsing'] },
    },
  ],
};
