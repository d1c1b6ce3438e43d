import { useI18n } from '../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import type { DeliveryState, MessageState } from './states.ts';

const tones: Readonly<Record<MessageState, Tone>> = {
  sending: 'neutral',
  accepted: 'neutral',
  rejected: 'bad',
  unknown: 'warn',
  retry: 'neutral',
};

const deliveryTones: Readonly<Record<DeliveryState, Tone>> = {
  delivered: 'neutral',
  opened: 'neutral',
  clicked: 'good',
  failed: 'bad',
  refused: 'warn',
  bounced: 'bad',
  unsubscribed: 'warn',
  complained: 'bad',
};

/** How far a message came: what the provider reported last, else whether it took the message. */
export function MessageStateBadge({
  state,
  deliveryState,
}: {
  readonly state: MessageState;
  readonly deliveryState: DeliveryState | null;
}) {
  const { t } = useI18n();
  if (deliveryState !== null)
    return <Badge tone={deliveryTones[deliveryState]}>{t(`delivery.${deliveryState}`)}</Badge>;
  return <Badge tone={tones[state]}>{t(`messageState.${state}`)}</Badge>;
}
