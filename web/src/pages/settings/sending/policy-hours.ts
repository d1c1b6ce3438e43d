import type { Translate } from '../../../i18n/translate.ts';

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Days of the week in a row that have the same hours; 1 is Monday. */
export interface DaysAlike {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
}

/** A week as groups of days that follow each other and are alike. */
export function weekdaySpans(week: readonly (readonly Span[])[]): readonly DaysAlike[] {
  const groups: DaysAlike[] = [];
  for (const [index, spans] of week.entries()) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.spans) === JSON.stringify(spans))
      groups[groups.length - 1] = { ...last, to: index + 1 };
    else groups.push({ from: index + 1, to: index + 1, spans });
  }
  return groups;
}

/** One line for each group: `Monday to Friday: 09:00–18:00`. */
export function hoursText(groups: readonly DaysAlike[], t: Translate): readonly string[] {
  return groups.map(({ from, to, spans }) => {
    const hours =
      spans.length === 0
        ? t('sending.policies.never')
        : spans.map((span) => `${clock(span.from)}–${clock(span.until)}`).join(', ');
    if (from === 1 && to === 7) return t('sending.policies.daily', { hours });
    const days =
      from === to
        ? t(weekdayKey(from))
        : t('sending.policies.days', { from: t(weekdayKey(from)), to: t(weekdayKey(to)) });
    return t('sending.policies.on', { days, hours });
  });
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function weekdayKey(day: number) {
  return `sending.${weekdays[day - 1] ?? 'monday'}` as const;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
