import { ApiError } from '../api/api-error.ts';
import { PasskeyNotUsed } from '../api/passkeys.ts';
import type { MessageKey } from '../i18n/message-key.ts';
import type { Translate } from '../i18n/translate.ts';

const general: Readonly<Record<string, MessageKey>> = {
  unreachable: 'refusal.unreachable',
  rate_limited: 'refusal.rateLimited',
  overloaded: 'refusal.overloaded',
  unavailable: 'refusal.unavailable',
  forbidden: 'error.forbidden',
  second_factor_required: 'refusal.secondFactor',
  sign_in_again: 'refusal.signInAgain',
  password_common: 'refusal.passwordCommon',
  password_own_words: 'refusal.passwordOwnWords',
  password_repeated: 'refusal.passwordRepeated',
};

/**
 * Why something was refused, in the person's language: by the words of this page for a code, else by those for all pages,
 * else as the server says it.
 */
export function refusalText(t: Translate, error: unknown, ofPage: Readonly<Record<string, MessageKey>> = {}): string {
  if (error instanceof PasskeyNotUsed) return t('refusal.passkeyNotUsed');
  if (!(error instanceof ApiError)) return t('error.unknown');
  const key = ofPage[`${error.code}:${error.path ?? ''}`] ?? ofPage[error.code] ?? general[error.code];
  return key ? t(key) : error.message;
}
