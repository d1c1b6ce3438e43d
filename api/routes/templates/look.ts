import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { decimalOf } from '../../../domain/phone/text-cost.ts';
import { templateFindingSentences } from '../../../domain/template-finding.ts';
import { previewGaps } from '../../../services/recovery/campaigns/preview-subject.ts';
import { checkTemplate, type TemplateMeasure } from '../../../services/recovery/templates/check.ts';
import { previewTemplate, templatePreviewInput } from '../../../services/recovery/templates/preview.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { renderedSchema } from '../campaigns/preview.ts';
import { checkExample, checkSchema, contentExample, contentSchema } from './template-schemas.ts';

const checkBody = z.object({ content: contentSchema }).openapi('TemplateCheckInput');

function withCost({ longest, ...measure }: TemplateMeasure) {
  const cost = longest?.cost && { currency: longest.cost.currency, amount: decimalOf(longest.cost.micros) };
  return { ...measure, longest: longest && { ...longest, cost: cost ?? null } };
}

export function postTemplateCheck({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/templates/check',
    operationId: 'checkTemplate',
    tags: ['Templates'],
    summary: 'Check a template before it is saved: what is wrong, where, and how large its messages are',
    description: 'Keeps nothing and sends nothing.',
    ...secured(guard, 'campaigns:read'),
    request: { body: jsonBody(checkBody, { content: contentExample }) },
    responses: { 200: jsonAnswer('What was found', checkSchema, checkExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { content } = c.req.valid('json');
      const { findings, measures } = await checkTemplate(
        { database, ...previews },
        { actor, storeId: storeOf(actor), content },
      );
      const told = findings.map((one) => ({ ...one, message: templateFindingSentences[one.code] }));
      return c.json({ findings: told, measures: measures.map(withCost) }, 200);
    },
  });
}

const previewSchema = renderedSchema.openapi('TemplatePreview');
const previewBody = templatePreviewInput.openapi('TemplatePreviewInput');
const previewExample = {
  cartId: null,
  message: {
    channel: 'sms',
    to: '+43 660 0000000',
    text: 'Lamp Shop: your cart waits: https://engine.example/r/preview-of-a-link-that-leads-nowhere-000000',
    segments: 1,
  },
  error: null,
  gaps: [{ code: 'sample', message: previewGaps.sample }],
} as const;

export function postTemplatePreview({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/templates/preview',
    operationId: 'previewTemplate',
    tags: ['Templates'],
    summary: 'Render an edit of a template as it would be sent',
    description:
      'In one of its languages or the one that the person reads, for a cart of the store (with the permissions `carts:read` and `customers:read`) or an invented one. Its links lead nowhere. Nothing is sent or kept.',
    ...secured(guard, 'campaigns:read'),
    request: { body: jsonBody(previewBody, { content: contentExample, channel: 'sms' }) },
    responses: { 200: jsonAnswer('The message', previewSchema, previewExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { gaps, ...rest } = await previewTemplate(
        { database, ...previews },
        { actor, storeId: storeOf(actor), ...c.req.valid('json') },
      );
      return c.json({ ...rest, gaps: gaps.map((code) => ({ code, message: previewGaps[code] })) }, 200);
    },
  });
}
