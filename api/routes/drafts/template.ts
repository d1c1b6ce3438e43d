import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { type DraftProblem, draftProblems } from '../../../domain/drafts/check-draft.ts';
import { draftParts } from '../../../domain/drafts/guidance.ts';
import { modelFailures } from '../../../services/recovery/drafts/ask-model.ts';
import type { DraftDeps } from '../../../services/recovery/drafts/draft-deps.ts';
import { startTemplateDraft, templateDraftInput } from '../../../services/recovery/drafts/draft-template.ts';
import { type AnswerProblem, answerProblems } from '../../../services/recovery/drafts/draft-until-sound.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { nameParams } from '../templates/template-schemas.ts';
import { failedShape, faultSchema, modelShape, requestsShape } from './draft-schemas.ts';
import { slowAnswer } from './slow-answer.ts';

type Code = DraftProblem | AnswerProblem;
const codes = Object.keys({ ...draftProblems, ...answerProblems }) as [Code, ...Code[]];

const inputSchema = templateDraftInput.openapi('TemplateDraftInput');
const textsSchema = z.partialRecord(z.enum(draftParts), z.string());
const schema = z
  .discriminatedUnion('kind', [
    z.object({
      ...{ kind: z.literal('drafted'), ...modelShape, ...requestsShape, texts: textsSchema },
      version: z.int().openapi({ description: 'The version that holds them: not published before a person saves it.' }),
    }),
    z
      .object({
        ...{ kind: z.literal('unusable'), ...modelShape, ...requestsShape, texts: textsSchema.nullable() },
        findings: z.array(faultSchema(codes)).readonly(),
      })
      .openapi({ description: 'Nothing is kept: its last answer, and what is wrong with it.' }),
    z.object({ ...failedShape, ...modelShape }).openapi({ description: 'There is no answer.' }),
  ])
  .openapi('TemplateDraft');

const example = {
  ...{ kind: 'drafted', model: 'small-model', requests: 1, version: 3 },
  texts: { sms: 'Your lamp is still in your cart. Go on here:' },
} as const;

export function postTemplateDraft({ guard, log, previews }: RouteDeps, drafts: DraftDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/templates/{name}/drafts',
    operationId: 'draftTemplate',
    tags: ['Drafts'],
    summary: 'Have a model write texts of an own template',
    description:
      'Kept as a version that is not published before a person saves it; nothing is sent by it. Every text is checked by code: what promises something that was not stated, leads somewhere, is too long or holds markup is refused, and the model is asked again at most twice. Takes as long as the model does.',
    ...secured(guard, 'campaigns:write'),
    request: {
      params: nameParams,
      body: jsonBody(inputSchema, {
        ...{ locale: 'en', channels: ['sms'], hint: 'A friendly reminder' },
        statements: ['10 % off with the code SPRING10 until Sunday'],
      }),
    },
    responses: { 200: jsonAnswer('What came of it', schema, example), ...writeErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const leaving = new AbortController();
      const draft = await startTemplateDraft(
        { ...drafts, previews, frame: previews.templates.builtIn.frame },
        {
          ...{ actor, storeId: storeOf(actor), name: c.req.valid('param').name, ...c.req.valid('json') },
          signal: AbortSignal.any([c.req.raw.signal, leaving.signal]),
        },
      );
      return slowAnswer(c, { log }, leaving, async () => {
        const drafted = await draft();
        return drafted.kind === 'failed' ? { ...drafted, message: modelFailures[drafted.reason] } : drafted;
      });
    },
  });
}
