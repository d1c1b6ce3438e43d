import type { ReactNode } from 'react';
import type { AnalyticsAnswer } from '../../analytics/query.ts';
import { ApiError } from '../../api/api-error.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';

interface AnswerStateProps {
  readonly query: {
    readonly data: AnalyticsAnswer | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly height: number;
  readonly children: (answer: AnalyticsAnswer) => ReactNode;
}

/** An answer, its place while it is counted, or why it cannot be told and what can be. */
export function AnswerState({ query, height, children }: AnswerStateProps) {
  const { t } = useI18n();
  const [, change] = useListSearch();
  const path = query.error instanceof ApiError && query.error.status === 422 ? query.error.path : null;
  if (path === 'granularity')
    return (
      <EmptyState title={t('analytics.tooFine')} text={t('analytics.tooFine.text')}>
        <Button onClick={() => change({ every: undefined })}>{t('analytics.tooFine.action')}</Button>
      </EmptyState>
    );
  if (path === 'timeRange') return <EmptyState title={t('analytics.tooLong')} text={t('analytics.tooLong.text')} />;
  if (path === 'dimensions') return <EmptyState title={t('analytics.tooMany')} text={t('analytics.tooMany.text')} />;
  return (
    <Loaded query={query} height={height}>
      {children}
    </Loaded>
  );
}
