import type { components } from '../api/generated/schema.ts';
import type { MessageKey } from '../i18n/message-key.ts';
import type { Translate } from '../i18n/translate.ts';

export type Flag = components['schemas']['Flag'];
export type FlagRule = NonNullable<components['schemas']['FlagRule']>;
export type FlagScope = components['schemas']['FlagChange']['scope'];

const declared = [
  'sending',
  'sending_email',
  'sending_sms',
  'sending_push',
  'event_intake',
  'predictions',
  'shadow_scores',
  'generated_drafts',
  'platform_questions',
] as const;
type Declared = (typeof declared)[number];

const sendingBy = 'sending_by_';

/** What it is called, and what is off while it is off. */
export function flagTexts(name: string, t: Translate): { readonly title: string; readonly hint: string } {
  if (isDeclared(name)) return { title: t(`flag.${name}`), hint: t(`flag.${name}.hint`) };
  if (!name.startsWith(sendingBy)) return { title: name, hint: '' };
  const provider = name.slice(sendingBy.length);
  return { title: t('flag.provider', { provider }), hint: t('flag.provider.hint') };
}

/** Whether messages wait while it is off: whoever switches it off is asked first. */
export function stopsSending(name: string): boolean {
  return name === 'sending' || name.startsWith('sending_');
}

/** Whose word counts, for the sentence about it. */
export function decidedBy({ by, store, platform }: Flag): MessageKey | null {
  if (by === 'store' && store) return 'flags.by.store';
  if (by === 'platform' && platform) return 'flags.by.platform';
  return by === 'unknown' ? 'flags.by.unknown' : null;
}

function isDeclared(name: string): name is Declared {
  return declared.some((one) => one === name);
}
