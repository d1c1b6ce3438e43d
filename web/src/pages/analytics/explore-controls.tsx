import { type Metric, useDimensionName } from '../../analytics/catalogue.ts';
import { listText } from '../../analytics/rows-search.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import { SelectField } from '../../ui/field.tsx';
import styles from './analytics.module.css';
import { dimensionsFor, type Explore, everies, withMetric } from './explore-search.ts';
import { groupNames, metricGroups } from './metric-groups.ts';

interface ExploreControlsProps {
  readonly explore: Explore;
  readonly metrics: readonly Metric[];
}

/** What is counted, by what it is broken down, and how fine. */
export function ExploreControls({ explore, metrics }: ExploreControlsProps) {
  const { t } = useI18n();
  const [search, change] = useListSearch();
  const dimensionName = useDimensionName();
  const { metric, by, every } = explore;
  const known = dimensionsFor(metric);
  const breakDown = (place: number, name: string) =>
    change({ by: listText(by.toSpliced(place, 1, ...known.filter((one) => one === name))) || undefined });
  const places = known.length > by.length && by.length === 1 ? [0, 1] : by.length > 1 ? [0, 1] : [0];
  return (
    <div>
      <div className={styles['controls']}>
        <SelectField
          label={t('analytics.metric')}
          value={metric.id}
          onChange={({ currentTarget }) => {
            const next = metrics.find(({ id }) => id === currentTarget.value);
            if (next) change(withMetric(search, next, metrics));
          }}
        >
          <MetricOptions metrics={metrics} />
        </SelectField>
        {places.map((place) => (
          <SelectField
            key={place}
            label={t(place === 0 ? 'analytics.by' : 'analytics.and')}
            value={by[place] ?? ''}
            onChange={({ currentTarget }) => breakDown(place, currentTarget.value)}
          >
            <option value="">{t('analytics.byNothing')}</option>
            {known
              .filter((name) => name === by[place] || !by.includes(name))
              .map((name) => (
                <option key={name} value={name}>
                  {dimensionName(name)}
                </option>
              ))}
          </SelectField>
        ))}
        <SelectField
          label={t('analytics.every')}
          value={every}
          onChange={({ currentTarget }) => change({ every: currentTarget.value })}
        >
          {everies.map((one) => (
            <option key={one} value={one}>
              {t(`analytics.every.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <p className={styles['definition']}>{metric.definition}</p>
    </div>
  );
}

function MetricOptions({ metrics }: { readonly metrics: readonly Metric[] }) {
  const { t } = useI18n();
  const grouped = new Set<string>(groupNames.flatMap((group) => metricGroups[group]));
  const others = metrics.filter(({ id }) => !grouped.has(id));
  return (
    <>
      {groupNames.map((group) => (
        <optgroup key={group} label={t(`analytics.group.${group}`)}>
          {metricGroups[group].flatMap((id) => {
            const metric = metrics.find((one) => one.id === id);
            return metric ? [<MetricOption key={id} metric={metric} />] : [];
          })}
        </optgroup>
      ))}
      {others.length > 0 && (
        <optgroup label={t('value.other')}>
          {others.map((metric) => (
            <MetricOption key={metric.id} metric={metric} />
          ))}
        </optgroup>
      )}
    </>
  );
}

function MetricOption({ metric: { id, name } }: { readonly metric: Metric }) {
  return <option value={id}>{name}</option>;
}
