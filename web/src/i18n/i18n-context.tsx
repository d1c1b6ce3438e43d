import { createContext, type ReactNode, use, useMemo } from 'react';
import { createFormat, type Format } from './format.ts';
import type { Locale, Translate } from './translate.ts';

export interface I18nValue {
  readonly locale: Locale;
  readonly t: Translate;
}

const I18nContext = createContext<I18nValue | null>(null);

export function I18nProvider({ value, children }: { readonly value: I18nValue; readonly children: ReactNode }) {
  return <I18nContext value={value}>{children}</I18nContext>;
}

/** The texts of the person's language. */
export function useI18n(): I18nValue {
  const value = use(I18nContext);
  if (!value) throw new Error('useI18n outside of I18nProvider');
  return value;
}

/** Numbers, money and times as the person's language writes them, in the store's time zone. */
export function useFormat(timeZone: string): Format {
  const { locale, t } = useI18n();
  return useMemo(() => createFormat({ locale, timeZone, t }), [locale, timeZone, t]);
}
