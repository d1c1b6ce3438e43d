import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type Metric, useCatalogue, useDimensionName } from '../../analytics/catalogue.ts';
import { ExportButton } from '../../analytics/export/export-button.tsx';
import { writeAmount } from '../../analytics/figure.tsx';
import type { Dimension, Granularity } from '../../analytics/query.ts';
import { readList } from '../../analytics/rows-search.ts';
import { useValueWords } from '../../analytics/value-words.ts';
import { data } from '../../api/client.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf, type SearchText } from '../../lib/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { PageHead } from '../../ui/card.tsx';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { VirtualTable } from '../../ui/virtual-table.tsx';

const rowsPerPage = 200;

/** What is behind a number: the list has as many rows as the number says. */
export function NumbersPage() {
  const { t } = useI18n();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const catalogue = useCatalogue();
  return (
    <Loaded query={catalogue} height={320}>
      {(metrics) => {
        const metric = metrics.find(({ id }) => id === search['metric']);
        if (!metric) return <EmptyState title={t('numbers.unknown')} text={t('numbers.unknown.text')} />;
        const filters = Object.fromEntries(
          metric.dimensions.flatMap((name) => {
            const values = readList(search[name]);
            return name === 'currency' || values.length === 0 ? [] : [[name, [...values]]];
          }),
        );
        return (
          <Rows
            metric={metric}
            filters={filters}
            cell={readCell(search, metric)}
            part={metric.unit === 'share' && search['part'] === 'denominator' ? 'denominator' : 'numerator'}
          />
        );
      }}
    </Loaded>
  );
}

interface Cell {
  readonly granularity?: Granularity;
  readonly dimensions?: Dimension[];
  readonly top?: number;
  readonly cell?: Record<string, string>;
}

const granularities = ['hour', 'day', 'week', 'month'] as const;
const topMax = 200;

/** Which part of the number is meant: one bucket of it, or all that are not among the largest. What is none is left out. */
function readCell(search: SearchText, metric: Metric): Cell {
  const granularity = oneOf(search['granularity'], granularities);
  const bucket = search['bucket'];
  const dimensions = readList(search['others']).flatMap((name) => oneOf(name, metric.dimensions) ?? []);
  const top = Number(search['top']);
  const inTime = granularity !== undefined && bucket !== undefined;
  const isOther = dimensions.length > 0 && Number.isInteger(top) && top >= 1 && top <= topMax;
  return {
    ...(inTime && { granularity }),
    ...(isOther && { dimensions, top }),
    cell: {
      ...(inTime && { [granularity]: bucket }),
      ...(isOther && Object.fromEntries(dimensions.map((name) => [name, 'other']))),
    },
  };
}

function Rows({
  metric,
  filters,
  cell,
  part,
}: {
  readonly metric: Metric;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly cell: Cell;
  readonly part: 'numerator' | 'denominator';
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const period = usePeriod();
  const dimensionName = useDimensionName();
  const valueWords = useValueWords();
  const asked = {
    ...cell,
    metric: metric.id,
    timeRange: { from: period.from, to: period.to },
    filters: { ...filters, ...(period.search.currency && { currency: period.search.currency }) },
    part,
  };
  const rows = useInfiniteQuery({
    queryKey: ['store', store.id, 'analytics-rows', asked],
    queryFn: ({ pageParam, signal }) =>
      data(
        store.api.POST('/v1/analytics/rows', {
          body: { ...asked, limit: rowsPerPage, ...(pageParam && { cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const [first] = rows.data?.pages ?? [];
  if (!first) return rows.isPending ? <Skeleton height={320} /> : <ErrorState error={rows.error} />;
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={ui['stack']}>
      <PageHead title={metric.name} lead={metric.definition}>
        {first.total > 0 && <ExportButton name={metric.name} request={{ what: 'rows', ...asked }} />}
      </PageHead>
      <div className={ui['row']}>
        <strong>{t('numbers.title', { count: first.total })}</strong>
        {metric.unit === 'share' &&
          (['numerator', 'denominator'] as const).map((one) => (
            <Link
              key={one}
              to="."
              search={(before: object) => ({ ...before, part: one === 'numerator' ? undefined : one })}
              aria-current={one === part ? 'page' : undefined}
              className={ui['tab']}
            >
              {t(`numbers.part.${one}`)}
            </Link>
          ))}
        {Object.entries(filters).map(([name, value]) => (
          <Badge key={name}>
            {t('numbers.where')} {dimensionName(name)}: {value.map((one) => valueWords(name, one)).join(', ')}
          </Badge>
        ))}
        {cell.granularity !== undefined && (
          <Badge>
            {t('numbers.where')} {cell.cell?.[cell.granularity]}
          </Badge>
        )}
        {cell.dimensions !== undefined && (
          <Badge>
            {t('numbers.where')} {cell.dimensions.map(dimensionName).join(' · ')}: {t('value.other')}
          </Badge>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('numbers.none')} text={t('numbers.none.text')} />
      ) : (
        <VirtualTable
          label={t('numbers.list')}
          rows={items}
          keyOf={({ id }) => id}
          total={first.total}
          onEnd={() => rows.hasNextPage && !rows.isFetchingNextPage && void rows.fetchNextPage()}
          columns={[
            { key: 'at', head: t('numbers.at'), width: 'minmax(0, 1.4fr)', cell: ({ at }) => format.dateTime(at) },
            {
              key: 'what',
              head: t('numbers.what'),
              width: 'minmax(0, 1fr)',
              wideOnly: true,
              cell: () => t(`numbers.kind.${first.kind}`),
            },
            {
              key: 'adds',
              head: t('numbers.adds'),
              width: 'minmax(0, 1fr)',
              numeric: true,
              cell: ({ value }) => writeAmount(format, { unit: first.unit, currency: first.currency }, Number(value)),
            },
            {
              key: 'open',
              head: <span className="visually-hidden">{t('numbers.openCart')}</span>,
              width: 'minmax(0, 1fr)',
              cell: ({ id, cartId }) => <OpenLink kind={first.kind} id={id} cartId={cartId} storeId={store.id} />,
            },
          ]}
        />
      )}
    </div>
  );
}

function OpenLink({
  kind,
  id,
  cartId,
  storeId,
}: {
  readonly kind: string;
  readonly id: string;
  readonly cartId: string | null;
  readonly storeId: string;
}) {
  const { t } = useI18n();
  const target = kind === 'message' ? `messages/${id}` : cartId === null ? null : `carts/${cartId}`;
  if (target === null) return null;
  return (
    <Link to={`/stores/$storeId/${target}` as '/stores/$storeId'} params={{ storeId }}>
      {t(kind === 'message' ? 'numbers.openMessage' : 'numbers.openCart')}
    </Link>
  );
}
