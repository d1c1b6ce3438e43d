import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { LineageLink } from '../../reasons/lineage-link.tsx';
import { sentenceOf } from '../../states/situation-sentence.ts';
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
    <Card title={t('cart.now')} actions={<LineageLink of={{ kind: 'cart', id: cart.id }} />}>
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
