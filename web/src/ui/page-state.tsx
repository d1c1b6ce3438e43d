import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from './button.tsx';
import styles from './ui.module.css';

/** What will be here, why it is empty, and the one next action. */
export function EmptyState({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles['state']}>
      <p className={styles['stateTitle']}>{title}</p>
      {text !== undefined && <p className={styles['stateText']}>{text}</p>}
      {children}
    </div>
  );
}

/** What happened, what to do, and the id of the request for those who are asked. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useI18n();
  const known = error instanceof ApiError ? error : null;
  return (
    <div className={styles['state']} role="alert">
      <p className={styles['stateTitle']}>{t(titleOf(known))}</p>
      <p className={styles['stateText']}>{known ? known.message : t('error.unknown')}</p>
      {retry && (known === null || known.mayRetry) && <Button onClick={retry}>{t('action.retry')}</Button>}
      {known?.requestId && (
        <p>
          <code>
            {known.code} · {known.requestId}
          </code>
        </p>
      )}
    </div>
  );
}

function titleOf(error: ApiError | null) {
  switch (error?.status) {
    case 0:
      return 'error.unreachable';
    case 403:
      return 'error.forbidden';
    case 404:
      return 'error.notFound';
    case 503:
      return 'error.unavailable';
    default:
      return 'error.title';
  }
}

/** Keeps the place of what is not there yet, so that nothing jumps. */
export function Skeleton({ height, width = '100%' }: { readonly height: number; readonly width?: number | string }) {
  return <div className={styles['skeleton']} style={{ height, width }} aria-hidden="true" />;
}

interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** One of three: the data, a placeholder of the same height, or what went wrong with a way on. */
export function Loaded<T>({
  query,
  height = 160,
  children,
}: {
  readonly query: QueryState<T>;
  readonly height?: number;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton height={height} />;
  return <ErrorState error={query.error} retry={() => void query.refetch()} />;
}
