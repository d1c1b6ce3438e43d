import { useStore } from '../../app/session.ts';
import type { Format } from '../../i18n/format.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import type { Translate } from '../../i18n/translate.ts';
import { Card } from '../../ui/card.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

/** Where the cart stands in one sentence, and what would end that. */
export function CartSituation({ cart }: { readonly cart: Cart }) {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { situation, quarantine } = cart;
  const { reason, endedBy, until, kind } = situation;
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const ends = list.format(endedBy.map((end) => t(`cart.end.${end}`)));
  const isOver =
    kind === 'ended' || kind === 'not_started' || kind === 'empty' || kind === 'quarantined' || kind === 'idle';
  return (
    <Card title={t('cart.now')}>
      <Tooltip text={until === null ? store.timeZone : format.dateTimeLong(until)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact moment and its zone are shown on focus too */}
        <p className={styles['sentence']} tabIndex={0}>
          {sentenceOf(cart, t, format)}
        </p>
      </Tooltip>
      {reason !== null && (kind === 'ended' || kind === 'not_started') && (
        <p>
          <ReasonText code={reason} />
        </p>
      )}
      {kind === 'not_started' && until !== null && Date.parse(until) > Date.now() && (
        <p className={styles['after']}>{t('cart.now.lookedAgain', { until: format.dateTime(until) })}</p>
      )}
      {endedBy.length > 0 && <p className={styles['after']}>{t(isOver ? 'cart.ends.back' : 'cart.ends', { ends })}</p>}
      {cart.standing === 'quarantined' && quarantine && (
        <div className={styles['after']}>
          <ul>
            {quarantine.reasons.map((one) => (
              <li key={one.reason}>{one.text}</li>
            ))}
          </ul>
          <p>{t('cart.quarantine.by', { by: quarantine.decidedBy, when: format.dateTime(quarantine.decidedAt) })}</p>
        </div>
      )}
    </Card>
  );
}

function sentenceOf({ situation, standing }: Cart, t: Translate, format: Format): string {
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

function stepText(step: Cart['situation']['step'], t: Translate): string {
  if (step === null) return '–';
  if (step.number === null || step.channel === null) return t('cart.now.stepUnknown', { id: step.id });
  const channel = step.channel === 'all' ? t('cart.now.allChannels') : t(`channel.${step.channel}`);
  return t('cart.now.step', { number: step.number, of: step.of, channel });
}
