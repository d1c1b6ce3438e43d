import type { JsonValue } from '../json-value.ts';
import { type Conversion, certain, usual } from './conversion.ts';

interface Writing {
  readonly read: (text: string) => string | undefined;
  readonly write: (moment: string) => string | undefined;
  readonly confidence: number;
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const date = String.raw`(\d{4}-\d{2}-\d{2})`;
const clock = String.raw`(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)`;

/**
 * The ways to write a moment that say their zone, and with less confidence those that do not. Days and months by
 * number alone (11/12/2026) are not read: nobody can know which is which.
 */
const writings: Readonly<Record<string, Writing>> = {
  'space, UTC': between(`^${date} ${clock} UTC$`, '$1T$2Z', `^${date}T${clock}Z$`, '$1 $2 UTC', certain),
  'space, Z': between(`^${date} ${clock}Z$`, '$1T$2Z', `^${date}T${clock}Z$`, '$1 $2Z', certain),
  'space, offset': offset(' ', ''),
  'space, space, offset': offset(' ', ' '),
  'compact offset': compact('T', ''),
  'space, compact offset': compact(' ', ''),
  'space, space, compact offset': compact(' ', ' '),
  'small letters': between(`^${date}t${clock}z$`, '$1T$2Z', `^${date}T${clock}Z$`, '$1t$2z', certain),
  'mail, GMT': mail('GMT'),
  'mail, offset': mail('offset'),
  'serialized date': serialized(),
  'space, no zone': between(`^${date} ${clock}$`, '$1T$2Z', `^${date}T${clock}Z$`, '$1 $2', usual),
  'no zone': between(`^${date}T${clock}$`, '$1T$2Z', `^${date}T${clock}Z$`, '$1T$2', usual),
};

/** Dates in the formats that are known, with their offset kept. */
export const writtenMoment: Conversion = {
  name: 'written_moment',
  kinds: ['moment'],
  formOf(value) {
    if (typeof value !== 'string' || value.length > 64) return null;
    return Object.keys(writings).find((name) => writings[name]?.read(value) !== undefined) ?? null;
  },
  convert: (value, form) => through(value, writings[form]?.read),
  invert: (value, form) => through(value, writings[form]?.write),
  confidence: (form) => writings[form]?.confidence ?? 0,
};

function through(value: JsonValue, way: ((text: string) => string | undefined) | undefined): string | undefined {
  return typeof value === 'string' ? way?.(value) : undefined;
}

function between(from: string, to: string, back: string, toText: string, confidence: number): Writing {
  return { read: rewrite(new RegExp(from), to), write: rewrite(new RegExp(back), toText), confidence };
}

function offset(separator: string, gap: string): Writing {
  return between(
    `^${date}${separator}${clock}${gap}([+-]\\d{2}:\\d{2})$`,
    '$1T$2$3',
    `^${date}T${clock}([+-]\\d{2}:\\d{2})$`,
    `$1${separator}$2${gap}$3`,
    certain,
  );
}

function compact(separator: string, gap: string): Writing {
  return between(
    `^${date}${separator}${clock}${gap}([+-]\\d{2})(\\d{2})$`,
    '$1T$2$3:$4',
    `^${date}T${clock}([+-]\\d{2}):(\\d{2})$`,
    `$1${separator}$2${gap}$3$4`,
    certain,
  );
}

function rewrite(pattern: RegExp, to: string): Writing['read'] {
  return (text) => (pattern.test(text) ? text.replace(pattern, to) : undefined);
}

/** RFC 5322: `Sun, 22 Nov 2026 10:15:00 +0100`. */
function mail(zone: 'GMT' | 'offset'): Writing {
  const tail = zone === 'GMT' ? 'GMT' : String.raw`([+-]\d{2})(\d{2})`;
  const pattern = new RegExp(String.raw`^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) ${tail}$`);
  return {
    read(text) {
      const [, day, month = '', year, time, hours, minutes] = pattern.exec(text) ?? [];
      const number = months.indexOf(month) + 1;
      if (day === undefined || number === 0) return undefined;
      return `${year}-${String(number).padStart(2, '0')}-${day}T${time}${zone === 'GMT' ? 'Z' : `${hours}:${minutes}`}`;
    },
    write(moment) {
      const [, year, month, day, time, end = ''] =
        /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})$/.exec(moment) ?? [];
      if (year === undefined) return undefined;
      const weekday = days[new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay()];
      return `${weekday}, ${day} ${months[Number(month) - 1]} ${year} ${time} ${end === 'Z' ? 'GMT' : end.replace(':', '')}`;
    },
    confidence: certain,
  };
}

/** What .NET's older serializer writes: `/Date(1795342500000)/`. */
function serialized(): Writing {
  return {
    read(text) {
      const [, ms] = /^\/Date\((\d{12,13})\)\/$/.exec(text) ?? [];
      return ms === undefined ? undefined : new Date(Number(ms)).toISOString();
    },
    write: (moment) => `/Date(${Date.parse(moment)})/`,
    confidence: certain,
  };
}
