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
const zone = String.raw`([+-]\d{2}:\d{2})`;
const zoneParts = String.raw`([+-]\d{2}):(\d{2})`;
const compactZone = String.raw`([+-]\d{2})(\d{2})`;
const inUtc = new RegExp(`^${date}T${clock}Z$`);
const inZone = new RegExp(`^${date}T${clock}${zone}$`);
const inZoneParts = new RegExp(`^${date}T${clock}${zoneParts}$`);

const mailMoment = String.raw`[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2})`;
const mailInGmt = new RegExp(`^${mailMoment} GMT$`);
const mailInZone = new RegExp(`^${mailMoment} ${compactZone}$`);

/**
 * The ways to write a moment that say their zone, and with less confidence those that do not. Days and months by
 * number alone (11/12/2026) are not read: nobody can know which is which.
 */
const writings: Readonly<Record<string, Writing>> = {
  'space, UTC': utc(new RegExp(`^${date} ${clock} UTC$`), '$1 $2 UTC', certain),
  'space, Z': utc(new RegExp(`^${date} ${clock}Z$`), '$1 $2Z', certain),
  'space, offset': offset(new RegExp(`^${date} ${clock}${zone}$`), '$1 $2$3'),
  'space, space, offset': offset(new RegExp(`^${date} ${clock} ${zone}$`), '$1 $2 $3'),
  'compact offset': compact(new RegExp(`^${date}T${clock}${compactZone}$`), '$1T$2$3$4'),
  'space, compact offset': compact(new RegExp(`^${date} ${clock}${compactZone}$`), '$1 $2$3$4'),
  'space, space, compact offset': compact(new RegExp(`^${date} ${clock} ${compactZone}$`), '$1 $2 $3$4'),
  'small letters': utc(new RegExp(`^${date}t${clock}z$`), '$1t$2z', certain),
  'mail, GMT': mail('GMT'),
  'mail, offset': mail('offset'),
  'serialized date': serialized(),
  'space, no zone': utc(new RegExp(`^${date} ${clock}$`), '$1 $2', usual),
  'no zone': utc(new RegExp(`^${date}T${clock}$`), '$1T$2', usual),
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

function utc(written: RegExp, asWritten: string, confidence: number): Writing {
  return { read: rewrite(written, '$1T$2Z'), write: rewrite(inUtc, asWritten), confidence };
}

function offset(written: RegExp, asWritten: string): Writing {
  return { read: rewrite(written, '$1T$2$3'), write: rewrite(inZone, asWritten), confidence: certain };
}

function compact(written: RegExp, asWritten: string): Writing {
  return { read: rewrite(written, '$1T$2$3:$4'), write: rewrite(inZoneParts, asWritten), confidence: certain };
}

function rewrite(pattern: RegExp, to: string): Writing['read'] {
  return (text) => (pattern.test(text) ? text.replace(pattern, to) : undefined);
}

/** RFC 5322: `Sun, 22 Nov 2026 10:15:00 +0100`. */
function mail(zone: 'GMT' | 'offset'): Writing {
  const pattern = zone === 'GMT' ? mailInGmt : mailInZone;
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
