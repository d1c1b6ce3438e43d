import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { channels } from '../../../domain/channel.ts';
import { templateFindingSentences, templateParts } from '../../../domain/template-finding.ts';
import { templateContentSchema } from '../../../services/recovery/templates/template-input.ts';
import { momentSchema } from '../../openapi/json-content.ts';

/** `{name}` in a path: an own template or, where it is only read, a built-in one. */
export const nameParams = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'must be the name of a template, e.g. own-spring')
    .openapi({ param: { name: 'name', in: 'path' }, example: 'own-spring' }),
});

export const contentSchema = templateContentSchema.openapi('TemplateContent');

export const contentExample = {
  variants: [
    {
      locale: 'en',
      email: {
        subject: 'Your cart at {{ store.name }}',
        preheader: 'Everything is still there.',
        mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: "there" }}</mj-text><mj-button href="{{ links.restore }}">Go back</mj-button></mj-column></mj-section></mj-body></mjml>',
      },
      sms: { text: '{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out' },
    },
  ],
} as const;

const draftedBySchema = z.string().nullable().openapi({
  description:
    'The model that wrote the newest version: it is not published before a person saves it. Null: a person did.',
});

const listed = {
  name: z.string(),
  channels: z.array(z.enum(channels)).readonly().openapi({ description: 'Channels that it has a text for.' }),
  locales: z.array(z.string()).readonly(),
  own: z.boolean().openapi({ description: 'False: it is built in and cannot be changed.' }),
  version: z.int().nullable().openapi({ description: 'The newest version; null: a built-in one has none.' }),
  publishedVersion: z.int().nullable().openapi({
    description:
      'What messages are made of; null: of an own one that nothing is sent with so far, or of a built-in one.',
  }),
  updatedAt: momentSchema.nullable(),
  draftedBy: draftedBySchema,
};

export const templateNameSchema = z.object(listed).openapi('TemplateName');

const useSchema = z.object({
  campaignId: z.string(),
  campaign: z.string(),
  stepId: z.string(),
  in: z.enum(['published', 'draft', 'running']),
});

export const templateSchema = z
  .object({
    ...listed,
    content: contentSchema.openapi({ description: 'Of a built-in one: what an own one may begin with.' }),
    uses: z.array(useSchema).readonly().openapi({ description: 'Steps of campaigns that name it.' }),
  })
  .openapi('Template');

export const listedExample = {
  name: 'own-spring',
  channels: ['email', 'sms'],
  locales: ['en'],
  own: true,
  version: 2,
  publishedVersion: 1,
  updatedAt: '2026-11-23T09:15:00.000Z',
  draftedBy: null,
} as const;
export const templateExample = {
  ...listedExample,
  content: contentExample,
  uses: [
    {
      ...{ campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10', campaign: 'Left carts' },
      ...{ stepId: 'touch-1', in: 'published' },
    },
  ],
} as const;

export const savedSchema = z
  .object({
    name: z.string(),
    version: z.int(),
    publishedVersion: z.int().nullable(),
    content: contentSchema,
    draftedBy: draftedBySchema,
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('SavedTemplate');
export const savedExample = {
  ...{ name: 'own-spring', version: 1, publishedVersion: null, content: contentExample, draftedBy: null },
  ...{ createdAt: '2026-11-23T09:12:00.000Z', updatedAt: '2026-11-23T09:12:00.000Z' },
} as const;

export const versionSchema = z
  .object({
    version: z.int(),
    actorKind: z.enum(actorKinds).openapi({ description: 'Who saved it.' }),
    actorId: z.string().nullable(),
    draftedBy: z.string().nullable().openapi({ description: 'The model that wrote it; null: a person did.' }),
    createdAt: momentSchema,
  })
  .openapi('TemplateVersion');
export const versionExample = {
  version: 2,
  actorKind: 'user',
  actorId: '0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99',
  draftedBy: null,
  createdAt: '2026-11-23T09:15:00.000Z',
} as const;

const codes = Object.keys(templateFindingSentences) as [
  keyof typeof templateFindingSentences,
  ...(keyof typeof templateFindingSentences)[],
];
export const smsLengthSchema = z
  .object({
    parts: z.int().openapi({ description: 'As how many SMS it is billed.' }),
    partsMax: z.int().openapi({ description: 'What the store sends at most.' }),
    cost: z.object({ currency: z.string(), amount: z.string() }).nullable().openapi({
      description: 'Of all parts, in units of the currency, by the dearest price of the store’s phone settings.',
    }),
  })
  .openapi('SmsLength');
export const checkSchema = z
  .object({
    findings: z
      .array(
        z.object({
          severity: z.enum(['problem', 'warning']).openapi({ description: 'Problems keep it from being saved.' }),
          code: z.enum(codes),
          message: z.string(),
          locale: z.string().nullable(),
          part: z.enum(templateParts).nullable(),
          line: z.int().nullable().openapi({ description: 'From 1, in the source of the part.' }),
          column: z.int().nullable(),
          detail: z.string().nullable().openapi({ description: 'What is there, and what would be right.' }),
        }),
      )
      .readonly(),
    measures: z
      .array(
        z.object({
          ...{ locale: z.string(), channel: z.enum(channels), bytes: z.int(), segments: z.int() },
          longest: smsLengthSchema
            .nullable()
            .openapi({ description: 'Of an SMS with a long name, dear goods and a code; null: it is none.' }),
        }),
      )
      .readonly()
      .openapi({
        description:
          'Of a message to a full cart, as it would be sent: bytes of HTML (102,000 are shown whole) or of text, and the parts of an SMS.',
      }),
  })
  .openapi('TemplateCheck');
export const checkExample = {
  findings: [
    {
      ...{ severity: 'problem', code: 'unknown_name', message: templateFindingSentences.unknown_name },
      ...{
        locale: 'en',
        part: 'email.mjml',
        line: 12,
        column: 20,
        detail: 'customer.name: did you mean customer.firstName?',
      },
    },
  ],
  measures: [],
} as const;
