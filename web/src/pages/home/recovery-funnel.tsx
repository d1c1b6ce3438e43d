import { NumberLink } from '../../analytics/figure.tsx';
import { type MetricId, useMetric } from '../../analytics/query.ts';
import { useStore } from '../../app/session.ts';
import { Bars } from '../../charts/bars.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/page-state.tsx';

const steps = ['seen', 'identified', 'reachable', 'messaged', 'clicked', 'bought'] as const;

/** How far abandoned carts came: each step opens its carts, and each drop says how many were lost and why. */
export function RecoveryFunnel() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const answers = [
    useMetric({ metric: 'funnel_seen', dimensions: [] }),
    useMetric({ metric: 'funnel_identified', dimensions: [] }),
    useMetric({ metric: 'funnel_reachable', dimensions: [] }),
    useMetric({ metric: 'funnel_messaged', dimensions: [] }),
    useMetric({ metric: 'funnel_clicked', dimensions: [] }),
    useMetric({ metric: 'funnel_bought', dimensions: [] }),
  ];
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  const counts = answers.map(({ data }) => data?.total.value ?? null);
  const first = counts[0] ?? null;
  return (
    <Card title={t('home.funnel')} hint={t('home.funnel.hint')}>
      {answers.some(({ data }) => data === undefined) ? (
        <Skeleton height={260} />
      ) : first === 0 || first === null ? (
        <EmptyState title={t('home.funnel.none')} text={t('home.funnel.none.text')} />
      ) : (
        <Bars
          label={t('home.funnel')}
          max={first}
          bars={steps.map((step, index) => {
            const [count, before] = [counts[index] ?? 0, index === 0 ? null : (counts[index - 1] ?? 0)];
            return {
              key: step,
              label: t(`home.funnel.${step}`),
              value: count,
              figure: (
                <>
                  <NumberLink metric={`funnel_${step}` as MetricId}>{format.number(count)}</NumberLink>{' '}
                  {format.percent(count / first)}
                </>
              ),
              ...(before !== null &&
                before > count && {
                  note: t('home.funnel.drop', {
                    count: before - count,
                    share: format.percent((before - count) / before),
                    why: t(`home.funnel.${step}.why` as 'home.funnel.identified.why'),
                  }),
                }),
            };
          })}
        />
      )}
    </Card>
  );
}
