import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { points, signed } from './experiment-words.ts';
import styles from './experiments.module.css';
import type { Split } from './use-experiments.ts';

type Personal = NonNullable<Split['personal']>;
type Difference = Personal['difference']['recovered'];

const groups = ['chosen', 'baseline'] as const;

interface Group {
  readonly name: (typeof groups)[number];
  readonly result: Personal['chosen'];
}

/** The people whose way was chosen beside those whose way was drawn, and whether choosing pays so far. */
export function PersonalComparison({ split, personal }: { readonly split: Split; readonly personal: Personal }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const { currency, goal, verdict } = split;
  const money = (minor: number | null) => (currency === null ? '–' : format.money(minor, currency));
  const difference = personal.difference[goal];
  const write = (value: number | null) =>
    goal === 'revenue' ? signed(money, value) : t('experiments.split.points', { value: points(format, value) });
  const isTold = verdict === 'choosing_pays' || verdict === 'choosing_costs' || verdict === 'undecided';
  const beside = (value: string, than: Difference | null, told: (value: number | null) => string) => (
    <>
      {value}
      <span className={styles['below']}>
        {than === null ? t('experiments.personal.compared') : thanText(than, told)}
      </span>
    </>
  );
  const thanText = ({ difference: by, interval }: Difference, told: (value: number | null) => string) =>
    by === null
      ? t('experiments.split.nobody')
      : t(interval === null ? 'experiments.personal.than' : 'experiments.personal.thanRange', {
          difference: told(by),
          low: told(interval?.low ?? null),
          high: told(interval?.high ?? null),
        });
  const columns: readonly Column<Group>[] = [
    { key: 'group', head: t('experiments.personal.group'), cell: ({ name }) => t(`experiments.personal.${name}`) },
    {
      key: 'people',
      head: t('experiments.column.people'),
      numeric: true,
      cell: ({ result }) => format.number(result.people),
    },
    {
      key: 'matured',
      head: t('experiments.column.matured'),
      numeric: true,
      cell: ({ result }) => format.number(result.matured),
    },
    {
      key: 'orders',
      head: t('experiments.split.orders'),
      numeric: true,
      cell: ({ result }) => format.number(result.orders),
    },
    {
      key: 'share',
      head: t('experiments.column.share'),
      numeric: true,
      cell: ({ name, result }) =>
        beside(
          format.percentFine(result.buyingShare),
          name === 'baseline' ? null : personal.difference.recovered,
          (value) => t('experiments.split.points', { value: points(format, value) }),
        ),
    },
    {
      key: 'perPerson',
      head: t('experiments.split.perPerson'),
      numeric: true,
      cell: ({ name, result }) =>
        beside(money(result.perPersonMinor), name === 'baseline' ? null : personal.difference.revenue, (value) =>
          signed(money, value),
        ),
    },
  ];
  return (
    <>
      {isTold && (
        <p>
          {t(`experiments.personal.says.${verdict}`, {
            difference: write(difference.difference),
            low: write(difference.interval?.low ?? null),
            high: write(difference.interval?.high ?? null),
          })}
        </p>
      )}
      <Table
        stacks
        caption={t('experiments.personal.table', { id: split.splitId })}
        rows={groups.map((name) => ({ name, result: personal[name] }))}
        keyOf={({ name }) => name}
        columns={columns}
      />
    </>
  );
}
