import { Temporal } from 'temporal-polyfill';

/** The public holidays of a country. */
export const holidayCalendars = ['FR'] as const;
export type HolidayCalendar = (typeof holidayCalendars)[number];

/**
 * Dates that are the same each year, and days after Easter Sunday. Good Friday and 26 December are holidays in Alsace and
 * Moselle only; where in France somebody lives is not known, so they count for everybody.
 */
const calendars: Readonly<
  Record<HolidayCalendar, { readonly dates: ReadonlySet<string>; readonly afterEaster: ReadonlySet<number> }>
> = {
  FR: {
    dates: new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25', '12-26']),
    // Good Friday, Easter Monday, Ascension Day, Whit Monday.
    afterEaster: new Set([-2, 1, 39, 50]),
  },
};

/** Whether a local date is a public holiday. */
export function isHoliday(calendar: HolidayCalendar, local: Temporal.ZonedDateTime): boolean {
  const { dates, afterEaster } = calendars[calendar];
  const date = local.toPlainDate();
  if (dates.has(date.toString().slice(5))) return true;
  return afterEaster.has(easterSunday(date.year).until(date, { largestUnit: 'day' }).days);
}

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
