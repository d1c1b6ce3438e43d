import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

/** One page of a list of the API. */
export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total?: number | null;
  readonly totalAtLeast?: number;
}

interface PageAsked {
  readonly limit: string;
  readonly cursor?: string;
  readonly count?: 'true';
}

export interface Endless<Row> {
  readonly rows: readonly Row[];
  /** Of the whole list; null: not counted yet, or longer than what is counted. */
  readonly total: number | null;
  /** As many at least; null: not counted yet. */
  readonly totalAtLeast: number | null;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly more: () => void;
  readonly loadingMore: boolean;
}

/** Rows asked for at once. */
const pageRows = 100;

/** A list that is read page by page as somebody scrolls. How long it is is asked for apart, so that no row waits for it. */
export function useEndless<Row>(
  key: readonly unknown[],
  read: (page: PageAsked) => Promise<ListPage<Row>>,
): Endless<Row> {
  const query = useInfiniteQuery({
    queryKey: [...key, 'rows'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => read({ limit: String(pageRows), ...(cursor !== undefined && { cursor }) }),
    getNextPageParam: ({ nextCursor }: ListPage<Row>) => nextCursor ?? undefined,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  // A list that ends on its first page is as long as it shows.
  const known = data !== undefined && !hasNextPage ? rows.length : null;
  const counted = useQuery({
    queryKey: [...key, 'count'],
    queryFn: () => read({ limit: '1', count: 'true' }),
    enabled: known === null && data !== undefined,
  });
  return {
    rows,
    total: known ?? counted.data?.total ?? null,
    totalAtLeast: known ?? counted.data?.totalAtLeast ?? null,
    isPending: query.isPending,
    error: data === undefined ? query.error : null,
    retry: useCallback(() => void refetch(), [refetch]),
    more: useCallback(() => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]),
    loadingMore: isFetchingNextPage,
  };
}
