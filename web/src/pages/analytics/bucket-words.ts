import type { Format } from '../../i18n/format.ts';
import type { Locale, Translate } from '../../i18n/translate.ts';

/** What a bucket is called: `2026-11-22T13:00+01:00`, `2026-11-22`, `2026-W47` or `2026-11`. */
export function bucketWords(key: string, { format, t, locale }: Words): string {
  const week = /^(\d{4})-W(\d{2})$/.exec(key);
  if (week) return t('analytics.week', { week: String(Number(week[2])), year: week[1] ?? '' });
  if (/^\d{4}-\d{2}$/.test(key))
    return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${key}-01T00:00:00Z`),
    );
  if (key.length === 10) return format.day(key);
  // With its offset only where the same hour comes twice would be unclear: it always tells them apart.
  return `${format.day(key.slice(0, 10))}, ${key.slice(11, 16)} (${key.slice(16)})`;
}

interface Words {
  readonly format: Format;
  readonly t: Translate;
  readonly locale: Locale;
}
