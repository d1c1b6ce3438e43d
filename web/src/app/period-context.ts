import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type DayRange, daysOf, type PeriodSearch, todayIn } from '../lib/period.ts';
import { storeRouteId, useStore } from './session.ts';

const storeRoute = getRouteApi(storeRouteId);

export interface Period extends DayRange {
  readonly search: PeriodSearch;
  readonly compare: boolean;
  /** The store's calendar day now. */
  readonly today: string;
  readonly set: (search: PeriodSearch) => void;
}

/** The period of the address, in the store's calendar. */
export function usePeriod(): Period {
  const search = storeRoute.useSearch();
  const { timeZone } = useStore();
  const navigate = useNavigate();
  return useMemo(() => {
    const today = todayIn(timeZone);
    return {
      ...daysOf(search, today),
      search,
      compare: search.compare !== 'none',
      today,
      set: (next) =>
        void navigate({
          to: '.',
          search: (before: object) => ({ ...before, ...next }),
          replace: false,
          resetScroll: false,
        }),
    };
  }, [search, timeZone, navigate]);
}
