import { writeAmount } from '../../analytics/figure.tsx';
import { type AnalyticsAnswer, type AnalyticsRow, useMetric, useQuestion } from '../../analytics/query.ts';
import { RowsLink } from '../../analytics/rows-link.tsx';
import type { RowsQuestion } from '../../analytics/rows-search.ts';
import { useValueWords } from '../../analytics/value-words.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './analytics.module.css';
import { AnswerState } from './answer-state.tsx';
import { OtherCurrencies } from './other-currencies.tsx';

const sources = {
  left: { value: 'abandoned_products_value', count: 'abandoned_products' },
  recovered: { value: 'recovered_products_value', count: 'recovered_products' },
} as const;
type Source = keyof typeof sources;

/** Products by themselves; all others are one row. No more than a filter can name. */
const top = 25;

/** Which products are left behind, and which come back. */
export function ProductsTab() {
  return (
    <div className={styles['pair']}>
      <Products source="left" />
      <Products source="recovered" />
    </div>
  );
}

function Products({ source }: { readonly source: Source }) {
  const { t } = useI18n();
  const values = useMetric({ metric: sources[source].value, dimensions: ['productId'], top });
  return (
    <Card title={t(`analytics.products.${source}`)} hint={t(`analytics.products.${source}.hint`)}>
      <AnswerState query={values} height={420}>
        {(answer) =>
          answer.rows.length === 0 && (answer.total.value ?? 0) === 0 ? (
            <EmptyState title={t('analytics.products.none')} text={t(`analytics.products.${source}.none`)} />
          ) : (
            <ProductTable source={source} answer={answer} />
          )
        }
      </AnswerState>
    </Card>
  );
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly code: string | null;
  readonly value: number | null;
  readonly count: number | null;
  readonly question: RowsQuestion;
}

function ProductTable({ source, answer }: { readonly source: Source; readonly answer: AnalyticsAnswer }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const words = useValueWords();
  const { from, to } = usePeriod();
  const { value: metric, count: counted } = sources[source];
  const idOf = ({ dimensions }: AnalyticsRow) => dimensions['productId'] ?? '';
  const shown = answer.rows.map(idOf).filter((id) => id !== 'other');
  const currency = answer.currency ?? 'unknown';
  // In the currency of the values, so that both columns are about the same carts.
  const ask = { metric: counted, timeRange: { from, to } };
  const all = useQuestion({ ...ask, dimensions: [], filters: { currency } });
  const counts = useQuestion(
    shown.length === 0
      ? null
      : { ...ask, dimensions: ['productId'], filters: { currency, productId: shown }, top: top * 2 },
  );
  const countOf = (id: string) => counts.data?.rows.find((row) => idOf(row) === id)?.value ?? null;
  const total = all.data?.total.value ?? null;
  const rest = total === null || !counts.data ? null : total - (counts.data.total.value ?? 0);
  const place = (row: AnalyticsRow) => ['unknown', 'other'].indexOf(idOf(row));
  const lines = answer.rows
    .toSorted((a, b) => place(a) - place(b) || (b.value ?? 0) - (a.value ?? 0))
    .map((row): Line => {
      const id = idOf(row);
      const name = words('productId', id, answer.names);
      const question = { metric, currency };
      return {
        key: id,
        name,
        code: answer.names.productId?.[id] === undefined ? null : id,
        value: row.value,
        count: id === 'other' ? rest : countOf(id),
        question:
          id === 'other'
            ? { ...question, others: { by: ['productId'], top } }
            : { ...question, filters: { productId: id } },
      };
    });
  const whole: Line = {
    ...{ key: 'total', name: t('analytics.total'), code: null, value: answer.total.value, count: total },
    question: { metric, currency },
  };
  return (
    <>
      <Table
        caption={t(`analytics.products.${source}`)}
        rows={[...lines, whole]}
        keyOf={({ key }) => key}
        columns={[
          {
            key: 'name',
            head: t('analytics.products.product'),
            cell: ({ key, name, code }) => (
              <span className={styles['product']}>
                {key === 'total' ? <strong>{name}</strong> : name}
                {code !== null && <code className={styles['small']}>{code}</code>}
              </span>
            ),
          },
          {
            key: 'count',
            head: t(`analytics.products.${source}.count`),
            numeric: true,
            cell: ({ name, count, question }) => (
              <RowsLink question={question} label={`${name}: ${format.number(count)}`}>
                {format.number(count)}
              </RowsLink>
            ),
          },
          {
            key: 'value',
            head: t('analytics.products.value'),
            numeric: true,
            cell: ({ name, value, question }) => (
              <RowsLink question={question} label={`${name}: ${writeAmount(format, answer, value)}`}>
                {writeAmount(format, answer, value)}
              </RowsLink>
            ),
          },
        ]}
      />
      <OtherCurrencies answer={answer} />
    </>
  );
}
