import { NumberLink } from '../../analytics/figure.tsx';
import { useMetric } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { Bars } from '../../charts/bars.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import styles from './home.module.css';

/** Reasons for which there is one thing to do, and what it is. */
const remedies: Readonly<Record<string, MessageKey>> = {
  anonymous: 'home.coverage.remedy.anonymous',
  no_consent: 'home.coverage.remedy.no_consent',
  no_address: 'home.coverage.remedy.no_address',
};
const reasonsShown = 5;

/** What share of abandoned carts could be written to, why not the others, and the one thing that would help most. */
export function Coverage() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const share = useMetric({ metric: 'reachable_share', dimensions: [] });
  const reasons = useMetric({ metric: 'unreachable_carts', dimensions: ['reason'] });
  return (
    <Card title={t('home.coverage')} hint={t('home.coverage.hint')}>
      <Loaded query={share}>
        {({ total }) =>
          total.value === null ? (
            <EmptyState title={t('home.coverage.none')} text={t('home.coverage.none.text')} />
          ) : (
            <>
              <p>
                {t('home.coverage.share', {
                  share: format.percent(total.value),
                  reachable: format.number(total.numerator),
                  all: format.number(total.denominator),
                })}
              </p>
              <Loaded query={reasons}>
                {({ rows }) => {
                  const worst = [...rows].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
                  const remedy = worst.map(({ dimensions }) => remedies[dimensions['reason'] ?? '']).find(Boolean);
                  return (
                    <>
                      <div className={styles['more']}>
                        <Bars
                          label={t('home.coverage.reasons')}
                          bars={worst.slice(0, reasonsShown).map(({ dimensions, value }) => ({
                            key: dimensions['reason'] ?? '',
                            label: <ReasonText code={dimensions['reason'] ?? ''} />,
                            value: value ?? 0,
                            color: '--chart-other',
                            figure: (
                              <NumberLink metric="unreachable_carts" filters={{ reason: dimensions['reason'] ?? '' }}>
                                {format.number(value)}
                              </NumberLink>
                            ),
                          }))}
                        />
                      </div>
                      {remedy && <p className={styles['more']}>{t(remedy)}</p>}
                    </>
                  );
                }}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
