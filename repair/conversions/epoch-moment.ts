import { dayMs } from '../../domain/duration.ts';
import { type Conversion, certain } from './conversion.ts';

/** How many of the unit make a millisecond, or the other way round, as a factor to milliseconds. */
const unitMs: Readonly<Record<string, number>> = { seconds: 1_000, milliseconds: 1, microseconds: 0.001 };
/** Shops of before are no shops of ours: what a unit would put there was written in another one. */
const earliestMs = Date.UTC(2005, 0, 1);
const aheadMsMax = dayMs;

/** Seconds, milliseconds or microseconds since 1970, as a number or as digits: only one of them is a time near now. */
export const epochMoment: Conversion = {
  name: 'epoch_moment',
  kinds: ['moment'],
  formOf(value, { receivedAt }) {
    const kind = typeof value === 'number' ? 'number' : typeof value === 'string' && isDigits(value) ? 'text' : null;
    if (kind === null) return null;
    const units = Object.keys(unitMs).filter((unit) => isNear(Number(value) * factor(unit), receivedAt));
    return units.length === 1 ? `${units[0]}:${kind}` : null;
  },
  convert(value, form, { receivedAt }) {
    const [unit = '', kind] = form.split(':');
    if (typeof value !== (kind === 'number' ? 'number' : 'string')) return undefined;
    const ms = Math.round(Number(value) * factor(unit));
    return isNear(ms, receivedAt) ? new Date(ms).toISOString() : undefined;
  },
  invert(value, form) {
    const [unit = '', kind] = form.split(':');
    if (typeof value !== 'string') return undefined;
    const ms = Date.parse(value);
    // Multiplied, not divided by a thousandth: that is not a number that binary can hold.
    const count = unit === 'microseconds' ? ms * 1_000 : ms / factor(unit);
    return kind === 'number' ? count : String(count);
  },
  confidence: () => certain,
};

function factor(unit: string): number {
  return unitMs[unit] ?? Number.NaN;
}

function isDigits(value: string): boolean {
  return /^\d{9,16}(\.\d{1,6})?$/.test(value);
}

function isNear(ms: number, receivedAt: number): boolean {
  return ms >= earliestMs && ms <= receivedAt + aheadMsMax;
}
