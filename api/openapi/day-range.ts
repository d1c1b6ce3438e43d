import { z } from '@hono/zod-openapi';
import { instantsOf } from '../../domain/analytics/calendar.ts';
import { firstTimeZone } from '../../domain/place.ts';
import { ServiceError } from '../../services/shared/service-error.ts';

const daysMax = 366;
const daysDefault = 30;
const dayMs = 86_400_000;

const day = z.iso
  .date()
  .refine((text) => text >= '2000-01-01' && text < '2200-01-01', 'must be between the years 2000 and 2200');

/** Query of counts over calendar days of the store. */
export const dayRangeQuery = {
  from: day.optional().openapi({
    description: `First calendar day of the store; the last ${daysDefault} days unless given.`,
    example: '2026-11-01',
  }),
  to: day.optional().openapi({
    description: `Last calendar day, included; today unless given. At most ${daysMax} days.`,
    example: '2026-11-30',
  }),
};

/** The moments that a query's days mean in the store's zone; throws when they are no range. */
export function dayRangeOf(
  query: { readonly from?: string; readonly to?: string },
  storeZone: string,
  nowMs: number,
): { readonly days: { readonly from: string; readonly to: string }; readonly from: Date; readonly to: Date } {
  const timeZone = firstTimeZone(storeZone);
  const to = query.to ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(nowMs);
  const from = query.from ?? daysBefore(to, daysDefault - 1);
  if (from > to) throw new ServiceError('bad_request', 'must not be after `to`', { path: 'from' });
  if (from < daysBefore(to, daysMax - 1))
    throw new ServiceError('bad_request', `must be at most ${daysMax} days, \`to\` included`, { path: 'from' });
  const { fromMs: startMs, toMs: endMs } = instantsOf({ from, to }, timeZone);
  return { days: { from, to }, from: new Date(startMs), to: new Date(endMs) };
}

/** Calendar days have no zone: they are counted in UTC, where each has 24 hours. */
function daysBefore(text: string, days: number): string {
  return new Date(Date.parse(text) - days * dayMs).toISOString().slice(0, 10);
}
