import type { Unit } from '../../../domain/analytics/catalogue.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';
import type { ReportValue } from '../../../domain/report-content.ts';

const noValue = '–';

/** A number as people of a language write it. Money comes in minor units, exact at any size. */
export function formatValue(
  value: ReportValue,
  { unit, currency }: { readonly unit: Unit; readonly currency: string | null },
  tag: string,
): string {
  if (value === null) return noValue;
  switch (unit) {
    case 'count':
      return new Intl.NumberFormat(tag).format(asDecimal(value, 0));
    case 'money':
      return formatMoney(value, currency, tag);
    case 'share':
      return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 }).format(Number(value));
    case 'duration_ms': {
      const minutes = Math.round(Number(value) / minuteMs);
      const [hours, rest] = [Math.floor(minutes / (hourMs / minuteMs)), minutes % (hourMs / minuteMs)];
      return hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
    }
    default:
      return assertNever(unit);
  }
}

/** How a number moved, as a share of what it was: null where there is no base. */
export function changeOf(value: ReportValue, previous: ReportValue): number | null {
  if (value === null || previous === null || Number(previous) === 0) return null;
  return Number(value) / Number(previous) - 1;
}

/** `+12 %`, in the writing of the language. */
export function formatChange(change: number, tag: string): string {
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(
    change,
  );
}

/** Amounts without a currency are no amounts. A mean has fractions of a minor unit. */
function formatMoney(value: ReportValue, currency: string | null, tag: string): string {
  if (value === null || currency === null) return Number(value) === 0 ? '0' : noValue;
  try {
    const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
    return format.format(asDecimal(value, minorUnitDigitsOf(currency)));
  } catch {
    return `${asDecimal(value, minorUnitDigitsOf(currency))} ${currency}`;
  }
}

/** A whole number of units of 10^-digits as the decimal text that Intl formats exactly. */
function asDecimal(value: number | string, digits: number): Intl.StringNumericLiteral {
  if (typeof value === 'number' && !Number.isInteger(value))
    return String(value / 10 ** digits) as Intl.StringNumericLiteral;
  const text = String(value);
  const sign = text.startsWith('-') ? '-' : '';
  const whole = text.replace('-', '').padStart(digits + 1, '0');
  const decimals = digits === 0 ? '' : `.${whole.slice(-digits)}`;
  return `${sign}${digits === 0 ? whole : whole.slice(0, -digits)}${decimals}` as Intl.StringNumericLiteral;
}
