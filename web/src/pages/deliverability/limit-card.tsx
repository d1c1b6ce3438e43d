import { useMetric } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import styles from './deliverability.module.css';
import { type Judgement, judgeRate, type RateLimit } from './judge-rate.ts';

const tones: Readonly<Record<Judgement, Tone>> = {
  good: 'good',
  warn: 'warn',
  bad: 'bad',
  unknown: 'neutral',
  unreported: 'neutral',
};

/** Whether the store's e-mail is within what mailbox providers ask, with what they ask and where they say so. */
export function LimitCard({ limits }: { readonly limits: readonly RateLimit[] }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const email = { channel: 'email' };
  const complaints = useMetric({ metric: 'complaint_rate', dimensions: [], filters: email });
  const bounced = useMetric({ metric: 'bounced', dimensions: [], filters: email });
  const delivered = useMetric({ metric: 'delivered', dimensions: [], filters: email });
  return (
    <Card title={t('deliverability.limits')}>
      <Loaded query={complaints} height={120}>
        {({ total }) => (
          <div className={styles['limits']}>
            {limits.map((limit) => {
              const all = total.denominator ?? 0;
              const count =
                limit.measure === 'complaint_rate' ? (total.numerator ?? 0) : (bounced.data?.total.value ?? 0);
              const reported =
                (delivered.data?.total.value ?? 0) + (bounced.data?.total.value ?? 0) + (total.numerator ?? 0);
              const judgement = judgeRate({ count, all, reported }, limit);
              return (
                <div key={limit.measure}>
                  <p className={styles['limitHead']}>
                    <strong>{t(`deliverability.limit.${limit.measure}`)}</strong>
                    <Badge tone={tones[judgement]}>{t(`deliverability.judgement.${judgement}`)}</Badge>
                  </p>
                  <p>
                    {t('deliverability.limit.of', {
                      count: format.number(count),
                      all: format.number(all),
                      rate: format.percentFine(all === 0 ? null : count / all),
                    })}
                  </p>
                  <Advice judgement={judgement} limit={limit} />
                  <p className={styles['quiet']}>
                    {t('deliverability.limit.asked', {
                      warn: format.percentFine(limit.warn),
                      bad: format.percentFine(limit.bad),
                    })}{' '}
                    <a href={limit.source.url} target="_blank" rel="noreferrer">
                      {t('deliverability.limit.source', { name: limit.source.name })}
                    </a>
                  </p>
                </div>
              );
            })}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Advice({ judgement, limit }: { readonly judgement: Judgement; readonly limit: RateLimit }) {
  const { t } = useI18n();
  switch (judgement) {
    case 'good':
      return null;
    case 'unknown':
      return <p>{t('deliverability.limit.unknown', { min: limit.messagesMin })}</p>;
    case 'unreported':
      return <p>{t('deliverability.limit.unreported')}</p>;
    default:
      return <p>{t(`deliverability.limit.${limit.measure}.do`)}</p>;
  }
}
