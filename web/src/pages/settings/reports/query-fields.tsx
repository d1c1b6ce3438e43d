import { useCatalogue, useDimensionName } from '../../../analytics/catalogue.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import type { Dimension, MetricId, ReportQuery } from './report-data.ts';

const queriesMax = 20;
const first: ReportQuery = { metric: 'recovered_revenue', dimensions: [], granularity: null, filters: {} };

/** The built-in summary, or numbers of one's own choice, each broken down by one thing or by none. */
export function QueryFields({
  queries,
  onChange,
}: {
  readonly queries: readonly ReportQuery[] | null;
  readonly onChange: (queries: readonly ReportQuery[] | null) => void;
}) {
  const { t } = useI18n();
  const put = (index: number, query: ReportQuery) =>
    onChange((queries ?? []).map((one, at) => (at === index ? query : one)));
  return (
    <>
      <SelectField
        label={t('reports.content')}
        help={queries === null ? t('reports.content.summary.help') : t('reports.content.own.help')}
        value={queries === null ? 'summary' : 'own'}
        onChange={({ target }) => onChange(target.value === 'own' ? [first] : null)}
      >
        <option value="summary">{t('reports.content.summary')}</option>
        <option value="own">{t('reports.content.own')}</option>
      </SelectField>
      {queries !== null && (
        <fieldset className={ui['group']}>
          <legend>{t('reports.numbers')}</legend>
          {queries.map((query, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two of the same number differ by their place alone
            <div key={index} className={ui['row']}>
              <QueryRow
                query={query}
                place={index + 1}
                onChange={(changed) => put(index, changed)}
                onRemove={queries.length > 1 ? () => onChange(queries.filter((_, at) => at !== index)) : null}
              />
            </div>
          ))}
          {queries.length < queriesMax && (
            <div>
              <Button onClick={() => onChange([...queries, first])}>{t('reports.numbers.add')}</Button>
            </div>
          )}
        </fieldset>
      )}
    </>
  );
}

function QueryRow({
  query,
  place,
  onChange,
  onRemove,
}: {
  readonly query: ReportQuery;
  readonly place: number;
  readonly onChange: (query: ReportQuery) => void;
  readonly onRemove: (() => void) | null;
}) {
  const { t } = useI18n();
  const catalogue = useCatalogue();
  const dimensionName = useDimensionName();
  return (
    <Loaded query={catalogue} height={60}>
      {(metrics) => {
        const metric = metrics.find(({ id }) => id === query.metric);
        return (
          <>
            <SelectField
              label={t('reports.number', { place })}
              value={query.metric}
              onChange={({ target }) => onChange({ ...first, metric: target.value as MetricId })}
            >
              {metrics.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={t('reports.split', { place })}
              value={query.granularity ?? query.dimensions[0] ?? ''}
              onChange={({ target }) => onChange(splitBy(query, target.value))}
            >
              <option value="">{t('reports.split.none')}</option>
              <option value="day">{t('reports.split.day')}</option>
              {metric?.dimensions.map((dimension) => (
                <option key={dimension} value={dimension}>
                  {dimensionName(dimension)}
                </option>
              ))}
            </SelectField>
            {onRemove && (
              <Button look="plain" aria-label={t('reports.numbers.remove.label', { place })} onClick={onRemove}>
                {t('reports.numbers.remove')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** What was chosen elsewhere and this form does not offer (filters, a second dimension) stays until it is chosen anew. */
function splitBy(query: ReportQuery, value: string): ReportQuery {
  if (value === 'day') return { ...query, granularity: 'day', dimensions: [] };
  return { ...query, granularity: null, dimensions: value === '' ? [] : [value as Dimension] };
}
