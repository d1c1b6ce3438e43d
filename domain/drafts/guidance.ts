import type { Channel } from '../channel.ts';

/** The texts that a model may be asked for. Code puts them into the blocks of a template. */
export const draftParts = [
  'subject',
  'preheader',
  'headline',
  'body',
  'button',
  'sms',
  'push_title',
  'push_body',
] as const;
export type DraftPart = (typeof draftParts)[number];

export const partsOfChannel: Readonly<Record<Channel, readonly DraftPart[]>> = {
  email: ['subject', 'preheader', 'headline', 'body', 'button'],
  sms: ['sms'],
  push: ['push_title', 'push_body'],
};

/** Texts by part, as a model wrote them. */
export type DraftTexts = Readonly<Partial<Record<DraftPart, string>>>;

/** The most characters that a store can allow a part. */
export const partLengthMax: Readonly<Record<DraftPart, number>> = {
  subject: 150,
  preheader: 200,
  headline: 150,
  body: 2_000,
  button: 60,
  sms: 300,
  push_title: 100,
  push_body: 250,
};

/** What a part is allowed where a store says nothing else. */
export const usualLengths: Readonly<Record<DraftPart, number>> = {
  subject: 60,
  preheader: 100,
  headline: 60,
  body: 600,
  button: 25,
  sms: 100,
  push_title: 50,
  push_body: 120,
};

/** What a store asks of drafts. A model is told of it, and code enforces it. */
export interface DraftGuidance {
  /** In the words of the store, e.g. "warm, brief, no exclamation marks"; empty: nothing in particular. */
  readonly tone: string;
  /** Characters, by part; the usual length where there is none. */
  readonly lengths: Readonly<Partial<Record<DraftPart, number>>>;
  /** Words and phrases that no draft contains, in any case and with or without accents. */
  readonly neverSay: readonly string[];
  /** No draft names a larger discount, whatever is stated; null: there is no ceiling. */
  readonly discountPercentMax: number | null;
  /** BCP 47 tags of languages that drafts may be in; empty: all. */
  readonly languages: readonly string[];
}

export const noGuidance: DraftGuidance = {
  tone: '',
  lengths: {},
  neverSay: [],
  discountPercentMax: null,
  languages: [],
};

export const guidanceLimits = {
  toneLengthMax: 300,
  neverSayMax: 100,
  wordLengthMax: 60,
  languagesMax: 12,
} as const;

export function lengthOf(part: DraftPart, { lengths }: Pick<DraftGuidance, 'lengths'>): number {
  return Math.min(lengths[part] ?? usualLengths[part], partLengthMax[part]);
}

/** Whether drafts may be in this language: regions do not matter, scripts do. */
export function mayBeIn(locale: string, { languages }: Pick<DraftGuidance, 'languages'>): boolean {
  const writing = (tag: string) => {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  };
  return languages.length === 0 || languages.some((one) => writing(one) === writing(locale));
}
