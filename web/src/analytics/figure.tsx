import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from '../app/session.ts';
import type { Format } from '../i18n/format.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { ErrorState, Skeleton } from '../ui/page-state.tsx';
import { changeOf } from './change.ts';
import styles from './figure.module.css';
import { type AnalyticsAnswer, type MetricId, useMetric } from './query.ts';
import { listText } from './rows-search.ts';

type Query = Parameters<typeof useMetric>[0];

interface FigureProps {
  readonly query: Query;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Whether more of it is good; null: neither. */
  readonly moreIs?: 'good' | 'bad' | null;
  readonly large?: boolean;
}

/** One number that opens the list behind it, with the period before. */
export function Figure({ query, label, hint, moreIs = 'good', large = false }: FigureProps) {
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const answer = useMetric(query);
  return (
    <div className={styles['figure']}>
      <div className={styles['label']}>{label}</div>
      {answer.data ? (
        <>
          <NumberLink
            metric={query.metric}
            filters={query.filters}
            className={large ? styles['large'] : styles['value']}
          >
            {writeValue(format, answer.data, answer.data.total.value)}
          </NumberLink>
          <ChangeLine answer={answer.data} moreIs={moreIs} format={format} />
        </>
      ) : answer.isPending ? (
        <Skeleton height={large ? 62 : 54} />
      ) : (
        <ErrorState error={answer.error} retry={() => void answer.refetch()} />
      )}
      {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
    </div>
  );
}

/** A number as the way to its rows. */
export function NumberLink({
  metric,
  filters,
  className,
  children,
}: {
  readonly metric: MetricId;
  readonly filters?: Query['filters'] | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { id } = useStore();
  const texts = Object.entries(filters ?? {}).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, listText(value)] as const],
  );
  return (
    <Link
      to={'/stores/$storeId/numbers' as '/stores/$storeId'}
      params={{ storeId: id }}
      search={(before: object) => ({ ...before, metric, ...Object.fromEntries(texts) })}
      className={className}
    >
      {children}
    </Link>
  );
}

function ChangeLine({
  answer,
  moreIs,
  format,
}: {
  readonly answer: AnalyticsAnswer;
  readonly moreIs: FigureProps['moreIs'];
  readonly format: Format;
}) {
  const { t } = useI18n();
  const change = changeOf(answer.total.value, answer.total.previous);
  if (change.kind === 'none') return <div className={styles['change']}>{t('figure.noBase')}</div>;
  if (change.kind === 'new') return <div className={styles['change']}>{t('figure.new')}</div>;
  const Icon = change.share > 0 ? ArrowUp : change.share < 0 ? ArrowDown : ArrowRight;
  const good = change.share === 0 || moreIs === null ? undefined : change.share > 0 === (moreIs === 'good');
  return (
    <div className={styles['change']} data-good={good}>
      <Icon size={13} aria-hidden="true" />
      {t('figure.change', {
        direction: change.share > 0 ? 'up' : change.share < 0 ? 'down' : 'same',
        share: format.percent(Math.abs(change.share)),
        before: writeValue(format, answer, answer.total.previous ?? null),
      })}
    </div>
  );
}

/** A value in the unit of its metric. */
export function writeValue(format: Format, { unit, currency }: Unit, value: number | null): string {
  return unit === 'money' ? format.moneyShort(value, currency) : writeAmount(format, { unit, currency }, value);
}

/** The same with every digit: for lists. */
export function writeAmount(format: Format, { unit, currency }: Unit, value: number | null): string {
  switch (unit) {
    case 'money':
      return format.money(value, currency);
    case 'share':
      return format.percent(value);
    case 'duration_ms':
      return format.duration(value);
    default:
      return format.number(value);
  }
}

type Unit = Pick<AnalyticsAnswer, 'unit' | 'currency'>;
