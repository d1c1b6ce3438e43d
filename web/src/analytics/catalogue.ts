import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { dimensionNamesDe, metricWordsDe } from './catalogue.de.ts';
import { dimensionNamesEn } from './catalogue.en.ts';
import type { Dimension } from './query.ts';

type Catalogue = paths['/v1/analytics/catalogue']['get']['responses'][200]['content']['application/json'];
export type Metric = Catalogue['metrics'][number];

/** Every metric in the person's language; one that this page has no words for speaks English, as the API does. */
export function useCatalogue() {
  const store = useStore();
  const { locale } = useI18n();
  return useQuery({
    queryKey: ['analytics-catalogue', locale],
    queryFn: async (): Promise<readonly Metric[]> => {
      const { metrics } = await data(store.api.GET('/v1/analytics/catalogue'));
      return locale === 'de' ? metrics.map((metric) => ({ ...metric, ...metricWordsDe[metric.id] })) : metrics;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a dimension is called where one chooses it. */
export function useDimensionName(): (dimension: string) => string {
  const { locale } = useI18n();
  const names: Readonly<Record<string, string>> = locale === 'de' ? dimensionNamesDe : dimensionNamesEn;
  return (dimension) => names[dimension as Dimension] ?? dimension;
}
