import { useI18n } from '../../i18n/i18n-context.tsx';

/** What a language is called in that of the page; a tag that has no name stays as it is. */
export function useLanguageName(): (tag: string) => string {
  const { locale } = useI18n();
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  return (tag) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
}
