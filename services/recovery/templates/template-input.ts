import { z } from '@hono/zod-openapi';
import { isLocale } from '../../../domain/place.ts';
import { isStorableText } from '../../../domain/storable-text.ts';
import { ownTemplatePrefix, type TemplateContent, templateLimits } from '../../../domain/template.ts';
import { readInput } from '../../shared/read-input.ts';

const { nameLengthMax, subjectBytesMax, mjmlBytesMax, textBytesMax, shortTextBytesMax, variantsMax } = templateLimits;

export const templateNameSchema = z
  .string()
  .max(nameLengthMax)
  .regex(
    /^own-[a-z0-9][a-z0-9-]*$/,
    `must begin with ${ownTemplatePrefix}, then lower-case letters, digits and dashes`,
  );

function source(bytesMax: number) {
  return z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= bytesMax, `must be at most ${bytesMax} bytes`)
    .refine(isStorableText, 'must be well-formed text without the NUL character');
}

const variant = z.strictObject({
  locale: z
    .string()
    .max(35)
    .refine(isLocale, 'must be a BCP 47 tag, e.g. de-AT')
    .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag)
    .openapi({ type: 'string', example: 'de' }),
  email: z
    .strictObject({
      subject: source(subjectBytesMax),
      preheader: source(subjectBytesMax).optional().openapi({ description: 'What an inbox shows beside the subject.' }),
      mjml: source(mjmlBytesMax),
      text: source(textBytesMax)
        .optional()
        .openapi({ description: 'Without it, it is made from what the e-mail says.' }),
    })
    .optional(),
  sms: z.strictObject({ text: source(shortTextBytesMax) }).optional(),
  push: z.strictObject({ title: source(subjectBytesMax), body: source(shortTextBytesMax) }).optional(),
});

export const templateContentSchema = z
  .strictObject({ variants: z.array(variant).min(1).max(variantsMax).readonly() })
  .superRefine(({ variants }, context) => {
    for (const [index, { locale, email, sms, push }] of variants.entries()) {
      if (variants.findIndex((other) => other.locale === locale) < index)
        context.addIssue({ code: 'custom', path: ['variants', index, 'locale'], message: 'is there twice' });
      if (!email && !sms && !push)
        context.addIssue({ code: 'custom', path: ['variants', index], message: 'has no text for any channel' });
    }
  });
templateContentSchema satisfies z.ZodType<TemplateContent>;

export const newTemplateSchema = z.object({ name: templateNameSchema, content: templateContentSchema });
export const templateChangeSchema = z.object({ content: templateContentSchema });

/** The name of an own template; throws `invalid` for another. */
export function readOwnName(name: string): string {
  return readInput(z.object({ name: templateNameSchema }), { name }).name;
}
