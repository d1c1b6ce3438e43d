import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { CartWithTimeline } from './timeline-entry.tsx';

/** Where a cart stands, in one sentence. */
export function sentenceOf({ situation, standing }: CartWithTimeline, t: Translate, format: Format): string {
  const { kind, step, until, outcome } = situation;
  const at = `${format.dateTime(until)} (${format.relative(until)})`;
  switch (kind) {
    case 'waiting':
    case 'sending':
      return t(`cart.now.${kind}`, { step: stepText(step, t), until: at });
    case 'ended':
      return t('cart.now.ended', { outcome: outcome === null ? '–' : t(`outcome.${outcome}`) });
    case 'bought':
      return t(standing === 'recovered' ? 'cart.now.recovered' : 'cart.now.bought');
    default:
      return t(`cart.now.${kind}`, { until: at });
  }
}

function stepText(step: CartWithTimeline['situation']['step'], t: Translate): string {
  if (step === null) return '–';
  if (step.number === null || step.channel === null) return t('cart.now.stepUnknown', { id: step.id });
  const channel = step.channel === 'all' ? t('cart.now.allChannels') : t(`channel.${step.channel}`);
  return t('cart.now.step', { number: step.number, of: step.of, channel });
}
