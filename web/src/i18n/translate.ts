import { type I18n, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { isolated } from './isolated.ts';
import type { MessageKey } from './message-key.ts';

export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Loads the catalogue of one language: messages are ICU MessageFormat, compiled when they are first shown. */
export async function openTranslations(locale: Locale): Promise<Translate> {
  const messages = locale === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
  return translateWith(setupI18n({ locale, messages: { [locale]: { ...messages } } }));
}

function translateWith(i18n: I18n): Translate {
  i18n.setMessagesCompiler(compileMessage);
  return (key, values) => i18n._(key, values && isolatedValues(values));
}

function isolatedValues(values: MessageValues): MessageValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  );
}
