import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getStore } from '../../../services/accounts/stores/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { errorSchema } from '../../errors/error-schema.ts';
import { errorStatus } from '../../errors/error-status.ts';
import { envelopeOf, tellError } from '../../errors/respond-error.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { answerExample, answerSchema } from './query.ts';
import { analyticsOf, questionExample, questionSchema } from './question-schemas.ts';

/** More than any page of the dashboard asks at once. */
const questionsMax = 40;

const schema = z
  .object({
    answers: z
      .array(
        z.union([
          z.object({ status: z.literal(200), answer: answerSchema }),
          z.object({ status: z.int().min(400).max(599), ...errorSchema.shape }),
        ]),
      )
      .readonly()
      .openapi({ description: 'In the order of the questions; `status` is what the question alone would have got.' }),
  })
  .openapi('AnalyticsAnswers');

const refused = {
  code: 'invalid',
  message: 'of messages must be of channel, campaignId',
  path: 'dimensions.0',
  requestId: '6f1f6d0e-3d0c-4b6e-9f53-1d1f0c2b7a10',
} as const;

/** Many numbers of one page: what its questions have in common is read once, and one of them may fail. */
export function postAnalyticsQueries({ guard, analytics, database, log }: RouteDeps) {
  const body = z.strictObject({ questions: z.array(questionSchema).min(1).max(questionsMax) });
  const route = createRoute({
    method: 'post',
    path: '/v1/analytics/queries',
    operationId: 'queryAnalyticsTogether',
    tags: ['Analytics'],
    summary: 'Count several metrics as of one moment',
    ...secured(guard, 'stats:read'),
    request: {
      body: jsonBody(body, { questions: [questionExample, { ...questionExample, dimensions: ['productId'] }] }),
    },
    responses: {
      200: jsonAnswer('An answer or a refusal for each question', schema, {
        answers: [
          { status: 200, answer: answerExample },
          { status: 422, error: refused },
        ],
      }),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const reader = analyticsOf({ analytics });
      const { timeZone } = await getStore(database, { storeId });
      const { questions } = c.req.valid('json');
      const told = await reader.queryAll({ storeId, timeZone, questions }, c.req.raw.signal);
      const answers = told.map((one) => {
        if (one.status === 'fulfilled') return { status: 200 as const, answer: one.value };
        const error = tellError(c, one.reason, log);
        return { status: errorStatus[error.code], ...envelopeOf(c, error) };
      });
      return c.json({ answers }, 200);
    },
  });
}
