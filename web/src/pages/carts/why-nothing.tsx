import { useRouter } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { useReasonAdvice } from '../../reasons/reason.tsx';
import { reasonPlace } from '../../reasons/reason-place.ts';
import { Card } from '../../ui/card.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './carts.module.css';
import type { Cart } from './use-carts.ts';

type NonSend = Cart['nonSends'][number];

/** Every reason against a recovery or a message, in words, with what can be done and where. */
export function WhyNothing({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  return (
    <Card title={t('cart.why')} hint={t('cart.why.hint')}>
      <ul className={styles['reasons']}>
        {cart.nonSends.map((nonSend) => (
          <li key={`${nonSend.kind}/${nonSend.reason}/${nonSend.channel}/${nonSend.ruleId}/${nonSend.recoveryId}`}>
            <OneReason cart={cart} nonSend={nonSend} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneReason({ cart, nonSend }: { readonly cart: Cart; readonly nonSend: NonSend }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const advice = useReasonAdvice()(nonSend.reason);
  const { kind, reason, channel, ruleId, recoveryId, times, at } = nonSend;
  const recovery = cart.recoveryList.find(({ id }) => id === recoveryId);
  const place = reasonPlace(reason, { customerId: cart.customerId, campaignId: recovery?.campaignId ?? null });
  const known = useIsPage(place?.path ?? null);
  const where = [
    t(kind === 'not_started' ? 'cart.why.notStarted' : 'cart.why.notSent'),
    ruleId === null ? null : t('cart.why.step', { step: ruleId }),
    channel === null ? null : t(`channel.${channel}`),
  ].filter((part) => part !== null);
  return (
    <>
      <p className={styles['reasonTitle']}>
        <ReasonText code={reason} />
      </p>
      <p className={styles['reasonMeta']}>
        {where.join(' · ')} ·{' '}
        <Tooltip text={format.dateTimeLong(at)}>
          <time dateTime={at}>{t('cart.why.times', { count: times, when: format.dateTime(at) })}</time>
        </Tooltip>
      </p>
      {advice !== null && <p className={styles['reasonDo']}>{advice}</p>}
      <p className={styles['reasonLinks']}>
        {place && known && (
          <StoreLink path={place.path} search={place.search ?? {}}>
            {t(place.label)}
          </StoreLink>
        )}
        <StoreLink path="/carts" search={{ reason, channel: channel ?? undefined }}>
          {t('cart.why.others')}
        </StoreLink>
      </p>
    </>
  );
}

/** Whether the dashboard has a page of this address. */
function useIsPage(path: string | null): boolean {
  const router = useRouter();
  const [first] = (path ?? '').slice(1).split('/');
  return Object.keys(router.routesByPath).some((route) => route.startsWith(`/stores/$storeId/${first}`));
}
