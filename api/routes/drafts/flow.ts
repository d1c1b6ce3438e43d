import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { type SketchFinding, sketchProblems } from '../../../domain/drafts/flow-sketch.ts';
import { createRunPlaces } from '../../../services/recovery/campaigns/dry-run/run-places.ts';
import { type FindingCode, findingSentences } from '../../../services/recovery/campaigns/findings.ts';
import { flowInput } from '../../../services/recovery/campaigns/flow-input.ts';
import { modelFailures } from '../../../services/recovery/drafts/ask-model.ts';
import type { DraftDeps } from '../../../services/recovery/drafts/draft-deps.ts';
import { flowDraftShape, startFlowDraft } from '../../../services/recovery/drafts/draft-flow.ts';
import { type AnswerProblem, answerProblems } from '../../../services/recovery/drafts/draft-until-sound.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { failedShape, faultSchema, modelShape, requestsShape } from './draft-schemas.ts';
import { slowAnswer } from './slow-answer.ts';

type Code = SketchFinding['code'] | FindingCode | AnswerProblem;
const codes = Object.keys({ ...sketchProblems, ...findingSentences, ...answerProblems }) as [Code, ...Code[]];

const inputSchema = z.strictObject(flowDraftShape).openapi('FlowDraftInput');
const schema = z
  .discriminatedUnion('kind', [
    z.object({
      ...{ kind: z.literal('drafted'), ...modelShape, ...requestsShape, flow: flowInput },
      warnings: z
        .array(z.object({ code: z.enum(codes), message: z.string(), stepId: z.string().nullable() }))
        .readonly(),
      run: z
        .object({
          day: z.iso.date().openapi({ description: 'Yesterday, by the calendar of the store.' }),
          carts: z.int(),
          reached: z.int().openapi({ description: 'Carts that would have got at least one message.' }),
          messages: z.record(z.enum(channels), z.int()),
        })
        .nullable()
        .openapi({
          description:
            'What the flow would have done with the carts of yesterday; null: without `carts:read`, or while another run of the store is under way.',
        }),
    }),
    z
      .object({
        ...{ kind: z.literal('unusable'), ...modelShape, ...requestsShape },
        findings: z.array(faultSchema(codes)).readonly(),
      })
      .openapi({ description: 'What was wrong with its last answer.' }),
    z.object({ ...failedShape, ...modelShape }).openapi({ description: 'There is no answer.' }),
  ])
  .openapi('FlowDraft');

const example = {
  ...{ kind: 'drafted', model: 'small-model', requests: 1, warnings: [] },
  flow: {
    ...{ entry: {}, exits: [], messagesMax: 3, start: 'wait-1' },
    steps: [
      { id: 'wait-1', kind: 'wait', until: 'duration', ms: 3_600_000, next: 'message-1' },
      {
        ...{ id: 'message-1', kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {} },
        ...{ probabilityMin: null, window: null, staleAfterMs: null, next: 'end' },
      },
      { id: 'end', kind: 'end' },
    ],
  },
  run: { day: '2026-11-22', carts: 412, reached: 180, messages: { email: 180, sms: 0, push: 0 } },
} as const;

export function postFlowDraft({ guard, log, previews, providerNames }: RouteDeps, drafts: DraftDeps) {
  const places = createRunPlaces();
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/flow-drafts',
    operationId: 'draftFlow',
    tags: ['Drafts'],
    summary: 'Have a model make a flow of a sentence',
    description:
      'The model answers in a small grammar; code makes a flow of it, checks it, and runs it over yesterday’s carts. Keeps nothing and sends nothing: save what you like as the draft of the campaign. Takes as long as the model does.',
    ...secured(guard, 'campaigns:write'),
    request: {
      params: idParams,
      body: jsonBody(inputSchema, { sentence: 'An e-mail an hour after the cart was left.' }),
    },
    responses: { 200: jsonAnswer('What came of it', schema, example), ...writeErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const leaving = new AbortController();
      const draft = await startFlowDraft(
        { ...drafts, providerNames, templates: previews.templates, places },
        {
          ...{ actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id, ...c.req.valid('json') },
          signal: AbortSignal.any([c.req.raw.signal, leaving.signal]),
        },
      );
      return slowAnswer(c, { log }, leaving, async () => {
        const drafted = await draft();
        if (drafted.kind === 'failed') return { ...drafted, message: modelFailures[drafted.reason] };
        if (drafted.kind === 'unusable') return drafted;
        const warnings = drafted.warnings.map(({ code, stepId }) => ({
          code,
          stepId,
          message: findingSentences[code],
        }));
        return { ...drafted, warnings };
      });
    },
  });
}
