import type { TemplateVariant } from './template.ts';

/** Codes are part of the API: add, never rename. Problems keep a template from being saved, warnings do not. */
export const templateProblems = {
  liquid_syntax: 'This is no valid Liquid.',
  unknown_name: 'There is no such name, so the message would be stopped.',
  mjml_invalid: 'This is no valid MJML.',
  markup_refused: 'This markup is refused.',
  render_failed: 'The message cannot be made of a sample cart.',
  too_large: 'The e-mail is larger than what is shown whole.',
  sms_too_long: 'The SMS would be billed as more parts than are sent.',
  sms_no_way_out: 'Nobody can answer the sender of SMS, and the text names no other way out, so it is not sent.',
} as const;
export const templateWarnings = {
  value_may_be_missing: 'This is not known of every cart or person, and such messages would be stopped.',
  link_outside: 'This link leads out of the shop’s own site.',
  spam_words: 'Filters of mailboxes know these words from spam.',
  shouting: 'Capital letters and rows of exclamation marks look like spam.',
  picture_without_text: 'A picture without alternative text says nothing where pictures are off.',
  channel_missing: 'This language has no text for a channel that another has: those people would get another language.',
  store_language_missing: 'The store’s own language is missing.',
  no_postal_address: 'The store has told no postal address, which many countries ask for in each e-mail.',
  foot_in_english: 'The foot of the e-mail is in English, because there are no words for it in this language.',
  no_way_back: 'Nothing leads back to the cart.',
  sms_parts: 'The SMS is billed as more than one part.',
  sms_over_parts:
    'With a long name and dear goods the SMS is billed as more parts than the store allows, and is not sent.',
  sms_alphabet: 'A letter beyond the SMS alphabet leaves room for less than half of the text.',
  nearly_too_large: 'The e-mail is close to the size from which mailboxes cut it off.',
} as const;
export type TemplateFindingCode = keyof typeof templateProblems | keyof typeof templateWarnings;
export const templateFindingSentences = { ...templateProblems, ...templateWarnings } as const;

export const templateParts = [
  'email.subject',
  'email.preheader',
  'email.mjml',
  'email.text',
  'sms.text',
  'push.title',
  'push.body',
] as const;
export type TemplatePart = (typeof templateParts)[number];

export interface TemplateFinding {
  readonly severity: 'problem' | 'warning';
  readonly code: TemplateFindingCode;
  /** Null: it is about the template as a whole. */
  readonly locale: string | null;
  readonly part: TemplatePart | null;
  /** From 1; null: it is about the part as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  /** What is there, and what would be right. */
  readonly detail: string | null;
}

export function isTemplateProblem(code: TemplateFindingCode): code is keyof typeof templateProblems {
  return Object.hasOwn(templateProblems, code);
}

export function templateFinding(
  code: TemplateFindingCode,
  about: Partial<Omit<TemplateFinding, 'severity' | 'code'>> = {},
): TemplateFinding {
  return {
    ...{ severity: isTemplateProblem(code) ? 'problem' : 'warning', code },
    ...{ locale: null, part: null, line: null, column: null, detail: null },
    ...about,
  };
}

/** The parts that a variant has, with their sources. */
export function partsWritten(variant: Omit<TemplateVariant, 'locale'>): readonly (readonly [TemplatePart, string])[] {
  const { email, sms, push } = variant;
  const all: readonly (readonly [TemplatePart, string | undefined])[] = [
    ['email.subject', email?.subject],
    ['email.preheader', email?.preheader],
    ['email.mjml', email?.mjml],
    ['email.text', email?.text],
    ['sms.text', sms?.text],
    ['push.title', push?.title],
    ['push.body', push?.body],
  ];
  return all.flatMap(([part, source]) => (source === undefined ? [] : [[part, source] as const]));
}
