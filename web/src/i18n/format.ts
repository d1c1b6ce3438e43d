import type { Locale, Translate } from './translate.ts';

export interface Format {
  readonly timeZone: string;
  /** `1,234`; a dash for what is not known. */
  number(value: number | null): string;
  /** Minor units with their currency, as `€89.00`; without a currency the bare minor units are no amount: a dash. */
  money(minor: number | null, currency: string | null): string;
  /** The same without fractions where the amount is large, for headlines. */
  moneyShort(minor: number | null, currency: string | null): string;
  /** Whole units only: for the marks of an axis. */
  moneyTick(minor: number, currency: string | null): string;
  /** A share from 0 to 1 as `12.3%`. */
  percent(share: number | null): string;
  /** The same with two digits more: for rates that count in tenths of a percent. */
  percentFine(share: number | null): string;
  /** `24 Nov, 14:30` in the store's zone. */
  dateTime(moment: string | null): string;
  /** With year, seconds and the zone: for tooltips. */
  dateTimeLong(moment: string | null): string;
  time(moment: string | null): string;
  timeWithSeconds(moment: string | null): string;
  /** A calendar day `2026-11-24` as `24 Nov`: it belongs to no zone. */
  day(day: string | null): string;
  dayLong(day: string | null): string;
  /** `in 5 min`, `3 h ago`. */
  relative(moment: string | null, nowMs?: number): string;
  /** A length in milliseconds as `2 h 30 min`. */
  duration(ms: number | null): string;
}

const none = '–';

export function createFormat({
  locale,
  timeZone,
  t,
}: {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly t: Translate;
}): Format {
  const tag = locale === 'en' ? 'en-GB' : locale;
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const finePercents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 });
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const longMoments = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'long', timeZone });
  const times = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone });
  const secondsTimes = new Intl.DateTimeFormat(tag, { timeStyle: 'medium', timeZone });
  const days = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const longDays = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC' });
  const relatives = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  const currencies = new Map<string, CurrencyFormat>();

  const currencyFormat = (currency: string): CurrencyFormat => {
    const known = currencies.get(currency) ?? currencyFormatOf(tag, currency);
    currencies.set(currency, known);
    return known;
  };
  const money = (minor: number | null, currency: string | null, short: boolean): string => {
    if (minor === null || currency === null || currency === '') return none;
    const { scale, exact, whole } = currencyFormat(currency);
    return (short && Math.abs(minor) >= scale * 1_000 ? whole : exact).format(minor / scale);
  };
  const at = (format: Intl.DateTimeFormat) => (moment: string | null) =>
    moment === null ? none : format.format(new Date(moment));
  const onDay = (format: Intl.DateTimeFormat) => (day: string | null) =>
    day === null ? none : format.format(new Date(`${day}T00:00:00Z`));

  return {
    timeZone,
    number: (value) => (value === null ? none : numbers.format(value)),
    money: (minor, currency) => money(minor, currency, false),
    moneyShort: (minor, currency) => money(minor, currency, true),
    moneyTick: (minor, currency) => {
      if (currency === null || currency === '') return none;
      const { scale, whole } = currencyFormat(currency);
      return whole.format(minor / scale);
    },
    percent: (share) => (share === null ? none : percents.format(share)),
    percentFine: (share) => (share === null ? none : finePercents.format(share)),
    dateTime: at(moments),
    dateTimeLong: (moment) => (moment === null ? none : `${longMoments.format(new Date(moment))} (${timeZone})`),
    time: at(times),
    timeWithSeconds: at(secondsTimes),
    day: onDay(days),
    dayLong: onDay(longDays),
    relative: (moment, nowMs = Date.now()) =>
      moment === null ? none : relativeText(relatives, new Date(moment).getTime() - nowMs),
    duration: (ms) => (ms === null ? none : durationText(ms, t)),
  };
}

interface CurrencyFormat {
  /** Minor units of one major unit: 1 (JPY), 100 (EUR), 1000 (KWD). */
  readonly scale: number;
  readonly exact: Intl.NumberFormat;
  readonly whole: Intl.NumberFormat;
}

/** The exponent comes from ISO 4217 by way of CLDR: JPY has none, KWD three. A code that is none shows as itself. */
function currencyFormatOf(tag: string, currency: string): CurrencyFormat {
  const options = { style: 'currency', currency } as const;
  try {
    const exact = new Intl.NumberFormat(tag, options);
    const digits = exact.resolvedOptions().maximumFractionDigits ?? 2;
    return {
      scale: 10 ** digits,
      exact,
      whole: new Intl.NumberFormat(tag, { ...options, maximumFractionDigits: 0, minimumFractionDigits: 0 }),
    };
  } catch {
    const plain = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 });
    return { scale: 100, exact: plain, whole: plain };
  }
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

function relativeText(format: Intl.RelativeTimeFormat, differenceMs: number): string {
  const [unit, unitMs] = units.find(([, ms]) => Math.abs(differenceMs) >= ms) ?? units[3];
  return format.format(Math.round(differenceMs / unitMs), unit);
}

function durationText(ms: number, t: Translate): string {
  const minutes = Math.round(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  const parts = [
    days > 0 ? t('unit.days', { count: days }) : '',
    hours > 0 ? t('unit.hours', { count: hours }) : '',
    rest > 0 && days === 0 ? t('unit.minutes', { count: rest }) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : t('unit.minutes', { count: 0 });
}
