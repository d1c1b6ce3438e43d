import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { richCarriers } from '../../../domain/phone/carrier.ts';
import { carrierRules } from '../../../domain/phone/carrier-rules.ts';
import { getStore } from '../../../services/accounts/stores/get.ts';
import {
  contentSidSchema,
  contentTemplateInput,
  getPhoneSettings,
  type PhoneSettings,
  phoneSettingsInput,
  replacePhoneSettings,
  resumeContentTemplate,
} from '../../../services/messaging/phone/settings.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const inputSchema = phoneSettingsInput.openapi('PhoneSettingsInput');
const inputShape = phoneSettingsInput.shape;
const settingsSchema = z
  .object({
    ...inputShape,
    templates: z
      .array(
        contentTemplateInput.extend({
          stopped: z.object({ code: z.string(), at: momentSchema }).nullable().openapi({
            description: 'Since when the vendor has paused or rejected it, and its code: nothing goes out by it.',
          }),
        }),
      )
      .readonly(),
    connected: z
      .array(z.enum(richCarriers))
      .readonly()
      .openapi({ description: 'What the provider that sends for the store has senders for.' }),
    rules: z
      .array(
        z.object({
          carrier: z.enum(richCarriers),
          prefix: z.string(),
          source: z.string(),
          url: z.url(),
          asOf: z.iso.date(),
        }),
      )
      .readonly()
      .openapi({ description: 'Beginnings of numbers that a carrier takes no marketing for. No legal advice.' }),
  })
  .openapi('PhoneSettings');

const inputExample = {
  carriers: ['whatsapp'],
  whatsAppSources: ['checkout: texts and WhatsApp'],
  segmentsMax: 3,
  currency: 'EUR',
  prices: [{ country: 'AT', perSegment: '0.0831' }],
  templates: [
    {
      ...{ carrier: 'whatsapp', template: 'cart-reminder-1', locale: 'de' },
      ...{ contentSid: 'HX0123456789abcdef0123456789abcdef', variables: ['first_name', 'restore_code'] },
    },
  ],
} as const;
const rules = carrierRules.map(({ carrier, prefix, source, asOf }) => ({
  ...{ carrier, prefix, source: source.name, url: source.url, asOf },
}));
const example = {
  ...inputExample,
  templates: inputExample.templates.map((template) => ({
    ...template,
    stopped: { code: '63041', at: '2026-11-23T08:00:00.000Z' },
  })),
  connected: ['whatsapp'],
  rules,
} as const;

const path = '/v1/store/phone';
const tags = ['Stores'];

async function shown({ database, providers }: RouteDeps, storeId: string, settings: PhoneSettings) {
  const store = await getStore(database, { storeId });
  return {
    ...settings,
    templates: settings.templates.map(({ stopped, ...template }) => ({
      ...template,
      stopped: stopped && { code: stopped.code, at: stopped.at.toISOString() },
    })),
    connected: providers.choose('sms', store.providers)?.carries ?? [],
    rules,
  };
}

export function getPhone(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'getPhoneSettings', tags },
    summary: 'Read how messages to telephones go out',
    ...secured(deps.guard, 'store:read'),
    responses: { 200: jsonAnswer('SMS alone unless it says otherwise', settingsSchema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      return c.json(await shown(deps, storeId, await getPhoneSettings(deps.database, { storeId })), 200);
    },
  });
}

export function putPhone(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'put', path, operationId: 'replacePhoneSettings', tags },
    summary: 'Say how messages to telephones go out',
    description:
      'WhatsApp and RCS carry the message of a step on the channel `sms`; SMS takes their place where they do not reach the person. It is one message with one claim whatever carries it.',
    ...secured(deps.guard, 'store:write'),
    request: { body: jsonBody(inputSchema, inputExample) },
    responses: { 200: jsonAnswer('As it is now', settingsSchema, example), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const settings = await replacePhoneSettings(deps.database, { actor, storeId, settings: c.req.valid('json') });
      return c.json(await shown(deps, storeId, settings), 200);
    },
  });
}

export function postTemplateResume(deps: RouteDeps) {
  const params = z.object({
    contentSid: contentSidSchema.openapi({
      param: { name: 'contentSid', in: 'path' },
      example: 'HX0123456789abcdef0123456789abcdef',
    }),
  });
  const route = createRoute({
    ...{ method: 'post', path: `${path}/templates/{contentSid}/resume`, operationId: 'resumeContentTemplate', tags },
    summary: 'Let messages go out by a template of the vendor’s again',
    ...secured(deps.guard, 'store:write'),
    request: { params },
    responses: { 200: jsonAnswer('As it is now', settingsSchema, example), ...commandErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const { contentSid } = c.req.valid('param');
      const settings = await resumeContentTemplate(deps.database, { actor, storeId, contentSid });
      return c.json(await shown(deps, storeId, settings), 200);
    },
  });
}
