import type { Translate } from '../i18n/translate.ts';

/** A plan as people call it: the engine's own by words, one that the operator made by its name. */
export function planText(name: string, t: Translate): string {
  switch (name) {
    case 'unlimited':
    case 'free':
    case 'standard':
    case 'custom':
      return t(`usage.plan.${name}`);
    default:
      return name;
  }
}

/** A month `2026-11` in words. */
export function monthText(month: string, locale: string): string {
  const words = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return words.format(new Date(`${month}-01T00:00:00Z`));
}
