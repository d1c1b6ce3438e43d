import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { featureName } from '../predictions/feature-name.ts';
import { type FeatureCheck, useFeatureChecks } from './use-training.ts';

/** Whether what is learned from is what was served. */
export function ChecksCard() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const checks = useFeatureChecks();
  return (
    <Card title={t('training.checks')} hint={t('training.checks.hint')}>
      <Loaded query={checks} height={120}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('training.checks.none')} text={t('training.checks.none.text')} />
          ) : (
            <Table
              stacks
              caption={t('training.checks')}
              rows={items}
              keyOf={({ day }) => day}
              columns={[
                { key: 'day', head: t('training.checks.day'), cell: ({ day }) => format.day(day) },
                {
                  key: 'checked',
                  head: t('training.checks.checked'),
                  numeric: true,
                  cell: ({ checked }) => format.number(checked),
                },
                {
                  key: 'differing',
                  head: t('training.checks.differing'),
                  numeric: true,
                  cell: ({ differing }) => (
                    <Badge tone={differing === 0 ? 'good' : 'bad'}>{format.number(differing)}</Badge>
                  ),
                },
                { key: 'features', head: t('training.checks.features'), cell: (check) => namesOf(check) || '–' },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );

  function namesOf({ byFeature }: FeatureCheck): string {
    return Object.entries(byFeature)
      .toSorted(([, one], [, other]) => other - one)
      .map(([feature, times]) => `${featureName(t, feature)} (${format.number(times)})`)
      .join(', ');
  }
}
