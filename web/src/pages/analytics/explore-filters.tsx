import { useState } from 'react';
import { useDimensionName } from '../../analytics/catalogue.ts';
import { type Dimension, useMetric } from '../../analytics/query.ts';
import { listText } from '../../analytics/rows-search.ts';
import { useValueWords } from '../../analytics/value-words.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { type Chip, FilterChips, useListSearch } from '../../lists/list-filters.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './analytics.module.css';
import { dimensionsFor, type Explore } from './explore-search.ts';

/** Values that are offered: the largest of the period. */
const valuesMax = 200;

/** Which part of the number is looked at: each filter is a dimension and one or more of its values. */
export function ExploreFilters({ explore }: { readonly explore: Explore }) {
  const { t } = useI18n();
  const [, change] = useListSearch();
  const dimensionName = useDimensionName();
  const valueWords = useValueWords();
  const [adding, setAdding] = useState<Dimension | null>(null);
  const { metric, filters } = explore;
  const known: readonly Dimension[] = dimensionsFor(metric).filter((name) => name !== 'currency');
  const asked = adding !== null && known.includes(adding) ? adding : null;
  const chips = Object.entries(filters).flatMap(([name, values]) =>
    values.map(
      (value): Chip => ({
        key: `${name}:${value}`,
        label: `${dimensionName(name)}: ${valueWords(name, value)}`,
        clear: () => change({ [name]: listText(values.filter((one) => one !== value)) || undefined }),
      }),
    ),
  );
  return (
    <div className={styles['filters']}>
      <FilterChips chips={chips} />
      <SmallSelect
        label={t('analytics.filter')}
        value={asked ?? ''}
        onChange={({ currentTarget }) => setAdding(known.find((name) => name === currentTarget.value) ?? null)}
      >
        <option value="">{t('analytics.filter')}</option>
        {known.map((name) => (
          <option key={name} value={name}>
            {dimensionName(name)}
          </option>
        ))}
      </SmallSelect>
      {asked !== null && (
        <ValueSelect
          key={asked}
          explore={explore}
          dimension={asked}
          onChoose={(value) => {
            change({ [asked]: listText([...(filters[asked] ?? []), value]) });
            setAdding(null);
          }}
        />
      )}
    </div>
  );
}

function ValueSelect({
  explore: { metric, filters },
  dimension,
  onChoose,
}: {
  readonly explore: Explore;
  readonly dimension: Dimension;
  readonly onChoose: (value: string) => void;
}) {
  const { t } = useI18n();
  const dimensionName = useDimensionName();
  const valueWords = useValueWords();
  const { [dimension]: chosen = [], ...others } = filters;
  const answer = useMetric({ metric: metric.id, dimensions: [dimension], filters: others, top: valuesMax });
  if (answer.error && !answer.data) return <Notice tone="bad">{t('analytics.filter.failed')}</Notice>;
  const values = (answer.data?.rows ?? []).flatMap(({ dimensions }) => dimensions[dimension] ?? []);
  const label = t('analytics.filter.value', { dimension: dimensionName(dimension) });
  return (
    <SmallSelect label={label} value="" onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      <option value="">
        {answer.isPending ? t('analytics.filter.loading') : values.length === 0 ? t('analytics.filter.none') : label}
      </option>
      {values
        .filter((value) => value !== 'other' && !chosen.includes(value))
        .map((value) => (
          <option key={value} value={value}>
            {valueWords(dimension, value, answer.data?.names)}
          </option>
        ))}
    </SmallSelect>
  );
}
