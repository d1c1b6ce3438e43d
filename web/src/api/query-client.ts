import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

const retriesMax = 2;

/** What was read stays on the page while it is read again: a number keeps its place and its old value. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({ onError: (error) => signInAgain(error) }),
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

/** What changes how somebody signs in takes a session that began a moment ago: sign in once more, and back to this page. */
function signInAgain(error: Error): void {
  if (!(error instanceof ApiError) || error.code !== 'sign_in_again') return;
  const back = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?error=again&return=${encodeURIComponent(back)}`);
}
