import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import type { Experiment } from './use-experiments.ts';

/** Who is compared. */
export function PeopleCard({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const rows = (['treated', 'holdout'] as const).map((arm) => ({ arm, ...experiment[arm] }));
  const crossed = experiment.treated.crossed + experiment.holdout.crossed;
  return (
    <Card title={t('experiments.people')} hint={t('experiments.people.hint')}>
      <Table
        stacks
        caption={t('experiments.people')}
        rows={rows}
        keyOf={({ arm }) => arm}
        columns={[
          { key: 'arm', head: t('experiments.column.group'), cell: ({ arm }) => t(`experiments.arm.${arm}`) },
          {
            key: 'people',
            head: t('experiments.column.people'),
            numeric: true,
            cell: ({ people }) => format.number(people),
          },
          {
            key: 'matured',
            head: t('experiments.column.matured'),
            numeric: true,
            cell: ({ matured }) => format.number(matured),
          },
          {
            key: 'buyers',
            head: t('experiments.column.buyers'),
            numeric: true,
            cell: ({ buyers }) => format.number(buyers),
          },
          {
            key: 'share',
            head: t('experiments.column.share'),
            numeric: true,
            cell: ({ buyers, matured }) => format.percentFine(matured === 0 ? null : buyers / matured),
          },
          {
            key: 'others',
            head: t('experiments.column.others'),
            numeric: true,
            cell: ({ otherCampaigns }) => format.number(otherCampaigns),
          },
        ]}
      />
      {crossed > 0 && <p>{t('experiments.crossed', { people: crossed })}</p>}
    </Card>
  );
}
