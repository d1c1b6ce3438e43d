import { z } from '@hono/zod-openapi';
import { errorCodes } from '../../services/shared/service-error.ts';

/** Codes by which the server ends a live connection (RFC 6455 and its registry), and why. */
export const liveCloseCodes = {
  /** The process ends: come back within `comeBackMs`, with the positions of the rooms. */
  restart: 1012,
  /** Only text is understood here. */
  unsupportedData: 1003,
  /** Too many frames, or too large ones. */
  policyViolation: 1008,
  /** What the caller may do has changed: ask for a new ticket. */
  rightsChanged: 1008,
  /** Too much waited for this reader. */
  slow: 1013,
  /** Nobody can tell at the moment who may be told. */
  unavailable: 1013,
  internalError: 1011,
} as const;
export type LiveCloseReason = keyof typeof liveCloseCodes;

const room = z
  .string()
  .openapi({ description: '`store`, `platform`, `campaign:<id>` or `cart:<id>`', example: 'store' });
const position = z.string().openapi({
  description: 'How far the room is told; opaque, to be sent as `after` when the page comes back.',
  example: '9f86d081b3c4a1de.0:1764201600000-0',
});
const id = z.string().openapi({ format: 'uuid' });
const code = z.string();
const change = {
  id,
  state: code.openapi({ description: 'Where it stands, in the words of the API.' }),
  version: z.number().openapi({ description: 'Of one kind and id only the highest counts.' }),
  at: z.string().openapi({ format: 'date-time', description: 'UTC' }),
};
const inRecovery = { cartId: id, recoveryId: id, campaignId: id.nullable() };

const eventSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('cart'),
      ...change,
      cartId: id,
      stage: code,
      valueMinor: z.number().nullable(),
      currency: code.nullable(),
    }),
    z.object({
      kind: z.literal('recovery'),
      ...change,
      ...inRecovery,
      outcome: code.nullable(),
      isNew: z.boolean().openapi({ description: 'Nothing of it was decided yet.' }),
      reason: code.nullable(),
    }),
    z.object({
      kind: z.literal('message'),
      ...change,
      ...inRecovery,
      channel: code,
      deliveryState: code.nullable(),
      reason: code.nullable(),
    }),
    z.object({
      kind: z.literal('order'),
      ...change,
      cartId: id.nullable(),
      recoveryId: id.nullable(),
      campaignId: id.nullable(),
      totalMinor: z.number().nullable(),
      currency: code.nullable(),
    }),
    z.object({
      kind: z.literal('decision'),
      ...change,
      cartId: id,
      recoveryId: id.nullable(),
      campaignId: id.nullable(),
      channel: code.nullable(),
      reason: code.nullable(),
    }),
    z.object({ kind: z.literal('campaign'), ...change, campaignId: id }),
    z.object({ kind: z.literal('training_run'), ...change }),
    z.object({ kind: z.literal('rollout'), ...change }),
    z.object({ kind: z.literal('model_move'), ...change }),
    z.object({ kind: z.literal('drift_check'), ...change }),
    z.object({ kind: z.literal('flag'), ...change }),
    z.object({ kind: z.literal('quota'), ...change }),
  ])
  .openapi('LiveEvent');

const milliseconds = z.number().openapi({ description: 'Milliseconds' });

/** What the server says on a live connection, one JSON text per frame. */
export const liveFrameSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), heartbeatMs: milliseconds, roomsMax: z.number() }),
    z.object({ type: z.literal('subscribed'), room, position }),
    z.object({ type: z.literal('events'), room, position, events: z.array(eventSchema).readonly() }),
    z.object({ type: z.literal('reset'), room, position, cause: code }),
    z.object({ type: z.literal('heartbeat'), position: position.optional() }),
    z.object({
      type: z.literal('error'),
      room: room.optional(),
      error: z.object({ code: z.enum(errorCodes), message: z.string(), path: z.string().optional() }),
    }),
    z.object({ type: z.literal('closing'), reason: code, comeBackMs: milliseconds.optional() }),
  ])
  .openapi('LiveFrame');
export type LiveFrame = z.infer<typeof liveFrameSchema>;
