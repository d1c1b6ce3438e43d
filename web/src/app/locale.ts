import { type Locale, locales } from '../i18n/translate.ts';

const storageKey = 'cart-recovery-locale';

/** The language that the person chose, else the first of the browser's that there is. */
export function currentLocale(): Locale {
  const wished = [localStorage.getItem(storageKey), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wished.map((tag) => locales.find((locale) => locale === tag)).find((locale) => locale !== undefined) ?? 'en';
}

/** The page is loaded again: every text and format of it changes. */
export function chooseLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
  location.reload();
}

/**
 * Takes the language of the account for a browser in which none was chosen. Returns whether it is another than now: the
 * caller then loads the page it goes to.
 */
export function adoptLocale(ofAccount: string): boolean {
  if (localStorage.getItem(storageKey) !== null) return false;
  const before = currentLocale();
  localStorage.setItem(storageKey, ofAccount);
  return currentLocale() !== before;
}
