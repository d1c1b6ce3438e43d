import type { QueryClient } from '@tanstack/react-query';

/** Every how many milliseconds what is shown is read again, beside what live news bring; 0: not at all. */
export const refreshIntervals = [0, 30_000, 60_000, 300_000] as const;
export type RefreshInterval = (typeof refreshIntervals)[number];

const storageKey = 'cart-recovery-refresh-every';

export function refreshInterval(): RefreshInterval {
  const kept = Number(localStorage.getItem(storageKey) ?? 0);
  return refreshIntervals.find((one) => one === kept) ?? 0;
}

/** Counts for what is shown from now on; a page in the background reads nothing. */
export function applyRefreshInterval(queryClient: QueryClient): void {
  const every = refreshInterval();
  const { queries, ...rest } = queryClient.getDefaultOptions();
  queryClient.setDefaultOptions({
    ...rest,
    queries: { ...queries, refetchInterval: every === 0 ? false : every, refetchIntervalInBackground: false },
  });
}

export function chooseRefreshInterval(queryClient: QueryClient, every: RefreshInterval): void {
  localStorage.setItem(storageKey, String(every));
  applyRefreshInterval(queryClient);
}
