import { z } from '@hono/zod-openapi';
import { dayMs } from '../../../domain/duration.ts';
import { outgoingEventTypes } from '../../../domain/outgoing/event-types.ts';
import { textSchema } from '../../shared/read-input.ts';
import { eventTypeSchema } from '../event-catalogue.ts';

export const endpointBounds = {
  endpointsPerStoreMax: 10,
  urlLengthMax: 2_048,
  descriptionLengthMax: 200,
  /** After a rotation both secrets sign for so long. */
  secretOverlapMs: dayMs,
} as const;

export const endpointInput = z.strictObject({
  url: z.url().max(endpointBounds.urlLengthMax).openapi({ description: 'On the public internet, over https.' }),
  description: textSchema(0, endpointBounds.descriptionLengthMax).default(''),
  eventTypes: z
    .array(eventTypeSchema)
    .min(1)
    .max(outgoingEventTypes.length)
    .refine((types) => new Set(types).size === types.length, 'must name each type once')
    .openapi({ description: 'What the endpoint is told; `GET /v1/webhook-event-types` lists all.' }),
});

/** What is given is replaced. */
export const endpointChangeInput = z.strictObject({
  url: endpointInput.shape.url.optional(),
  description: textSchema(0, endpointBounds.descriptionLengthMax).optional(),
  eventTypes: endpointInput.shape.eventTypes.optional(),
  status: z
    .enum(['active', 'off'])
    .optional()
    .openapi({ description: '`off`: nothing is sent, and what waits for a retry ends.' }),
});
