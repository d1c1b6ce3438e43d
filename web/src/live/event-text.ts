import type { Translate } from '../i18n/translate.ts';
import type { LiveEvent } from './live-frame.ts';

/** What happened, in the words of somebody who runs a shop. */
export function eventText(event: LiveEvent, t: Translate): string {
  switch (event.kind) {
    case 'cart':
      return t(event.state === 'purchased' ? 'live.cart.purchased' : 'live.cart.open');
    case 'recovery':
      return t(recoveryKey(event));
    case 'message':
      return t(messageKey(event), { channel: channelText(event.channel, t) });
    case 'order':
      return t(orderKey(event));
    case 'decision':
      return t(event.state === 'not_started' ? 'live.decision.not_started' : 'live.decision.not_sent');
    case 'campaign':
      return t('live.campaign');
    case 'training_run':
      return t(trainingKey(event));
    case 'rollout':
      return t(event.state === 'promoted' ? 'live.rollout.promoted' : 'live.rollout.rolled_back');
    case 'model_move':
      return t(event.state === 'promoted' ? 'live.model.promoted' : 'live.model.rolled_back');
    case 'drift_check':
      return t('live.drift.alarmed');
    case 'flag':
      return t('live.flag');
    case 'quota':
      return t(event.state === 'over' ? 'live.quota.over' : 'live.quota.near');
  }
}

/** What a feed shows: what somebody waits for. Carts that change and steps in between would bury it. */
export function isNews(event: LiveEvent): boolean {
  switch (event.kind) {
    case 'cart':
      return false;
    case 'recovery':
      return begins(event) || ['paused', 'ended'].includes(event.state);
    case 'message':
      return event.state !== 'retry';
    case 'order':
      return event.state !== 'unknown';
    case 'decision':
      return event.state === 'not_sent' || event.state === 'not_started';
    case 'campaign':
    case 'flag':
    case 'quota':
      return true;
    case 'training_run':
      return trainingKey(event) !== 'live.training.going';
    // The move that ends it says the same.
    case 'rollout':
      return false;
    case 'model_move':
      return event.state === 'promoted' || event.state === 'rolled_back';
    case 'drift_check':
      return event.state === 'alarmed';
  }
}

function trainingKey({ state }: Of<'training_run'>) {
  switch (state) {
    case 'registered':
      return 'live.training.registered';
    case 'refused':
      return 'live.training.refused';
    case 'failed':
      return 'live.training.failed';
    default:
      return 'live.training.going';
  }
}

type Of<Kind extends LiveEvent['kind']> = Extract<LiveEvent, { kind: Kind }>;

/** A recovery waits a moment after it starts, often before anybody was told that it does. */
function begins({ state, isNew }: Of<'recovery'>): boolean {
  return state === 'starting' || (state === 'waiting' && isNew);
}

function recoveryKey(event: Of<'recovery'>) {
  const { state, outcome } = event;
  if (state === 'ended') return outcome === 'purchased' ? 'live.recovery.purchased' : 'live.recovery.ended';
  if (state === 'paused') return 'live.recovery.paused';
  return begins(event) ? 'live.recovery.starting' : 'live.recovery.going';
}

function messageKey({ state, deliveryState }: Of<'message'>) {
  switch (deliveryState) {
    case 'delivered':
      return 'live.message.delivered';
    case 'opened':
      return 'live.message.opened';
    case 'clicked':
      return 'live.message.clicked';
    case 'bounced':
    case 'failed':
      return 'live.message.bounced';
    case 'unsubscribed':
    case 'complained':
      return 'live.message.unwelcome';
    default:
      if (state === 'accepted') return 'live.message.accepted';
      return state === 'sending' || state === 'retry' ? 'live.message.sending' : 'live.message.failed';
  }
}

function orderKey({ state, recoveryId }: Of<'order'>) {
  if (state === 'placed') return recoveryId === null ? 'live.order.placed' : 'live.order.recovered';
  return state === 'pending' ? 'live.order.pending' : 'live.order.undone';
}

function channelText(channel: string, t: Translate): string {
  switch (channel) {
    case 'email':
    case 'sms':
    case 'push':
      return t(`channel.${channel}`);
    default:
      return channel;
  }
}
