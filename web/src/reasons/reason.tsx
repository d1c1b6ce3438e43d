import { useI18n } from '../i18n/i18n-context.tsx';
import type { MessageKey } from '../i18n/message-key.ts';
import { reasonKeys } from '../i18n/reasons.en.ts';
import { adviceEn } from './advice.en.ts';

/** Every reason code, in the order of the list. */
export const reasonCodes: readonly string[] = reasonKeys.map((key) => key.slice('reason.'.length));

/** The words of a reason where only a text fits (an option, a label); the code itself for one of a later version. */
export function useReasonWords(): (code: string) => string {
  const { t } = useI18n();
  return (code) => (reasonCodes.includes(code) ? t(`reason.${code}` as MessageKey) : code);
}

/** What can be done about a reason; null: nothing is known. */
export function useReasonAdvice(): (code: string) => string | null {
  const { t } = useI18n();
  return (code) => (Object.hasOwn(adviceEn, `advice.${code}`) ? t(`advice.${code}` as MessageKey) : null);
}
