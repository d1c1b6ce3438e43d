import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import styles from './uplift.module.css';
import type { Evaluation } from './use-uplift.ts';

/** People as four groups, each beside what happened: a group is worth what comes true of it. */
export function GroupsCard({ evaluation: { groups } }: { readonly evaluation: Evaluation }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const points = (share: number) => {
    const value = Math.round(share * 1_000) / 10;
    return value > 0 ? `+${format.number(value)}` : format.number(value);
  };
  const share = format.percentFine;
  return (
    <Card title={t('uplift.groups')} hint={t('uplift.groups.hint')}>
      <Table
        stacks
        caption={t('uplift.groups')}
        rows={groups}
        keyOf={({ group }) => group}
        columns={[
          {
            key: 'group',
            head: t('uplift.group'),
            cell: ({ group }) => (
              <>
                <strong>{t(`uplift.group.${group}`)}</strong>
                <span className={styles['below']}>{t(`uplift.group.${group}.text`)}</span>
              </>
            ),
          },
          { key: 'people', head: t('uplift.group.people'), numeric: true, cell: ({ people }) => format.number(people) },
          {
            key: 'told',
            head: t('uplift.group.told'),
            numeric: true,
            cell: ({ told }) =>
              told ? t('uplift.group.fromTo', { without: share(told.none), with: share(told.message) }) : '–',
          },
          {
            key: 'seen',
            head: t('uplift.group.seen'),
            numeric: true,
            cell: ({ seen }) =>
              seen.none === null && seen.message === null
                ? '–'
                : t('uplift.group.fromTo', { without: share(seen.none), with: share(seen.message) }),
          },
          {
            key: 'difference',
            head: t('uplift.group.difference'),
            numeric: true,
            cell: ({ difference, interval }) =>
              difference === null || interval === null
                ? '–'
                : `${points(difference)} (${t('uplift.between', { low: points(interval.low), high: points(interval.high) })})`,
          },
        ]}
      />
    </Card>
  );
}
