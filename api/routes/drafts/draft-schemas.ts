import { z } from '@hono/zod-openapi';
import { type ModelFailure, modelFailures } from '../../../services/recovery/drafts/ask-model.ts';

const reasons = Object.keys(modelFailures) as [ModelFailure, ...ModelFailure[]];

export const modelShape = { model: z.string().openapi({ description: 'Which one was asked.' }) };
export const requestsShape = { requests: z.int().openapi({ description: 'How often it was asked.' }) };

/** There is no answer. */
export const failedShape = {
  kind: z.literal('failed'),
  ...requestsShape,
  reason: z.enum(reasons),
  message: z.string(),
  status: z.int().nullable().openapi({ description: 'Of its HTTP answer; null: there was none.' }),
};

/** What keeps an answer from being used. */
export function faultSchema<const Code extends string>(codes: readonly [Code, ...Code[]]) {
  return z.object({
    code: z.enum(codes),
    part: z.string().openapi({ description: 'Where in the answer; empty: all of it.' }),
    found: z.string().nullable().openapi({ description: 'What it is about, as it stands there.' }),
    right: z.string().openapi({ description: 'What would be right.' }),
  });
}
