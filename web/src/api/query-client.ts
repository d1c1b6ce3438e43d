import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

const retriesMax = 2;

/** What was read stays on the page while it is read again: a number keeps its place and its old value. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        placeholderData: <T>(before: T) => before,
        retry: (failures, error) => failures < retriesMax && (!(error instanceof ApiError) || error.mayRetry),
        refetchOnWindowFocus: true,
      },
    },
  });
}
