/** What a store wrote in one language: each part in Liquid, an e-mail's body in MJML. A channel that is left out is not sent. */
export interface TemplateVariant {
  /** BCP 47 tag, canonical. */
  readonly locale: string;
  readonly email?:
    | {
        readonly subject: string;
        /** What an inbox shows beside the subject. */
        readonly preheader?: string | undefined;
        readonly mjml: string;
        /** Absent: made from what the e-mail says. */
        readonly text?: string | undefined;
      }
    | undefined;
  readonly sms?: { readonly text: string } | undefined;
  readonly push?: { readonly title: string; readonly body: string } | undefined;
}

/** What a template of a store says: the first language is for everybody whose own is not there. */
export interface TemplateContent {
  readonly variants: readonly TemplateVariant[];
}

/** Names of a store's own templates begin so: the built-in ones stay what they are. */
export const ownTemplatePrefix = 'own-';

export const templateLimits = {
  templatesPerStoreMax: 100,
  variantsMax: 12,
  /** The oldest that are neither published nor the newest go. */
  versionsKeptMax: 50,
  nameLengthMax: 60,
  /** Of a part's source, in bytes. */
  subjectBytesMax: 1_000,
  mjmlBytesMax: 60_000,
  textBytesMax: 20_000,
  shortTextBytesMax: 2_000,
} as const;
