import { oneOf, type SearchText, textOf } from './search.ts';

export const presets = ['today', '7d', '30d', '90d', 'this_month', 'last_month'] as const;
export type Preset = (typeof presets)[number];

/** The period that every page shows and every drill-down keeps, as it stands in the address. */
export interface PeriodSearch {
  readonly period?: Preset | undefined;
  /** Calendar days of the store, both included; they outrank `period`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare?: 'none' | undefined;
  /** ISO 4217: the currency in which money is shown. */
  readonly currency?: string | undefined;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function readPeriodSearch(search: SearchText): PeriodSearch {
  return {
    period: oneOf(search['period'], presets),
    from: dayOf(search['from']),
    to: dayOf(search['to']),
    compare: oneOf(search['compare'], ['none'] as const),
    currency: textOf(search['currency']),
  };
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !dayPattern.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : text;
}

/** Calendar days, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The days that a period means, where `today` is the store's calendar day. */
export function daysOf(search: PeriodSearch, today: string): DayRange {
  if (search.from !== undefined && search.to !== undefined && search.from <= search.to)
    return { from: search.from, to: search.to };
  switch (search.period) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '90d':
      return { from: addDays(today, -89), to: today };
    case 'this_month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'last_month': {
      const last = addDays(`${today.slice(0, 7)}-01`, -1);
      return { from: `${last.slice(0, 7)}-01`, to: last };
    }
    default:
      return { from: addDays(today, -29), to: today };
  }
}

/** Calendar days have no zone: they are counted in UTC, where each has 24 hours. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The calendar day that it is now in a zone. */
export function todayIn(timeZone: string, nowMs = Date.now()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    nowMs,
  );
}

/** What of the address goes along to every page: the period and the currency. */
export const keptNames = [
  'period',
  'from',
  'to',
  'compare',
  'currency',
] as const satisfies readonly (keyof PeriodSearch)[];

/** From page to page only the period goes along, not the filters of the page before. */
export function keptSearch(search: object): SearchText {
  return Object.fromEntries(Object.entries(search).filter(([name]) => keptNames.some((kept) => kept === name)));
}
