import type { ScheduleSpec } from '@temporalio/client';
import { assertNever } from '../../../domain/assert-never.ts';
import { type LocalMinute, nextRunMs, nextShiftedRun, type ReportTime } from '../../../domain/report-period.ts';

export interface ReportSchedule {
  readonly spec: ScheduleSpec;
  /** All of the spec but its zone in one line: two of the same line are the same. */
  readonly line: string;
}

type Calendar = NonNullable<ScheduleSpec['calendars']>[number];

const months = [
  ...(['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE'] as const),
  ...(['JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const),
];
/** Of a zone that the scheduler knows no name of: enough until the next look, which is a day later, and for an outage. */
const runsListedMax = 40;

/**
 * When a report is due as the scheduler understands it: a calendar on the wall of the store's zone. The scheduler leaves a
 * day out whose clock skips the time, so the next such day has an entry of its own. A zone that is a bare offset has no name
 * there: its next times are listed one by one.
 */
export function scheduleOf(time: ReportTime, timeZone: string, nowMs: number): ReportSchedule {
  if (/^[+-]/.test(timeZone)) return listedRuns(time, timeZone, nowMs);
  const shifted = nextShiftedRun(time, timeZone, nowMs);
  return {
    spec: { calendars: [calendarOf(time), ...(shifted ? [once(shifted)] : [])], timezone: timeZone },
    line: [time.frequency, time.timeOfDay, ...(shifted ? [`and ${textOf(shifted)}`] : [])].join(' '),
  };
}

function calendarOf({ frequency, timeOfDay }: ReportTime): Calendar {
  const [hour, minute] = timeOfDay.split(':').map(Number);
  const time = { hour: hour ?? 0, minute: minute ?? 0 };
  switch (frequency) {
    case 'daily':
      return time;
    case 'weekly':
      return { ...time, dayOfWeek: 'MONDAY' };
    case 'monthly':
      return { ...time, dayOfMonth: 1 };
    default:
      return assertNever(frequency);
  }
}

function listedRuns(time: ReportTime, timeZone: string, nowMs: number): ReportSchedule {
  const runs: LocalMinute[] = [];
  for (let atMs = nowMs; runs.length < runsListedMax; ) {
    atMs = nextRunMs(time, timeZone, atMs);
    const at = new Date(atMs);
    runs.push({
      ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
      ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes() },
    });
  }
  const [first] = runs;
  return {
    spec: { calendars: runs.map(once), timezone: 'UTC' },
    line: `${time.frequency} ${time.timeOfDay} from ${first ? textOf(first) : ''} UTC`,
  };
}

function once({ year, month, day, hour, minute }: LocalMinute): Calendar {
  return { year, month: months[month - 1] ?? 'JANUARY', dayOfMonth: day, hour, minute };
}

function textOf({ year, month, day, hour, minute }: LocalMinute): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
