import type { MessageKey } from '../../../i18n/message-key.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Tone } from '../../../ui/badge.tsx';
import type { Delivery, Endpoint, EventType } from './webhook-data.ts';

export function typeLabel(type: EventType): MessageKey {
  return `webhooks.type.${type}`;
}

interface Shown {
  readonly tone: Tone;
  readonly label: MessageKey;
}

/** How an endpoint stands: one that is on and fails says so before it is switched off. */
export function endpointState({ status, offReason, failingSince }: Endpoint): Shown {
  if (status === 'off')
    return offReason === null || offReason === 'by_person'
      ? { tone: 'neutral', label: 'webhooks.off' }
      : { tone: 'bad', label: `webhooks.off.${offReason}` };
  return failingSince === null ? { tone: 'good', label: 'webhooks.on' } : { tone: 'warn', label: 'webhooks.failing' };
}

export function deliveryState({ state, attempts }: Delivery): Shown {
  switch (state) {
    case 'delivered':
      return { tone: 'good', label: 'webhooks.state.delivered' };
    case 'failed':
      return { tone: 'bad', label: 'webhooks.state.failed' };
    case 'ended':
      return { tone: 'neutral', label: 'webhooks.state.ended' };
    case 'waiting':
      return attempts === 0
        ? { tone: 'neutral', label: 'webhooks.state.waiting' }
        : { tone: 'warn', label: 'webhooks.state.retry' };
  }
}

const reasons = ['timed_out', 'unreachable', 'redirect_refused', 'address_forbidden', 'endpoint_off'] as const;

/** Why the newest attempt failed, and what can be done; a status is what the receiver said itself. */
export function reasonText(t: Translate, { reason, state }: Delivery): string | null {
  if (reason === null || state === 'delivered') return null;
  const known = reasons.find((one) => one === reason);
  if (known) return t(`webhooks.reason.${known}`);
  return t('webhooks.reason.http', { status: reason.replace('http_', '') });
}
