import { z } from 'zod';
import { uuidPattern } from '../../domain/ids.ts';
import type { Room } from '../../services/live/live-event.ts';
import { parsePosition } from '../../services/live/position.ts';
import { ServiceError } from '../../services/shared/service-error.ts';

/** What a page says, one JSON text per frame. */
export type ClientFrame =
  /** `after`: the position of the last frame that came of this room, where there was one. */
  | { readonly type: 'subscribe'; readonly room: Room; readonly after?: string | undefined }
  | { readonly type: 'unsubscribe'; readonly room: Room }
  /** Asks for a heartbeat now. */
  | { readonly type: 'ping' };

const positionLengthMax = 80;

const room = z.custom<Room>((value) => typeof value === 'string' && isRoom(value), {
  message: 'must be store, platform, campaign:<id> or cart:<id>',
});
const frame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    room,
    after: z
      .string()
      .max(positionLengthMax)
      .refine((text) => parsePosition(text) !== null, 'must be a position as a frame had it')
      .optional(),
  }),
  z.object({ type: z.literal('unsubscribe'), room }),
  z.object({ type: z.literal('ping') }),
]);

function isRoom(text: string): text is Room {
  if (text === 'store' || text === 'platform') return true;
  const [kind, id = '', ...rest] = text.split(':');
  return (kind === 'campaign' || kind === 'cart') && rest.length === 0 && uuidPattern.test(id);
}

/** Throws `bad_request` or `invalid`. */
export function readClientFrame(text: string): ClientFrame {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ServiceError('bad_request', 'The frame is not valid JSON.');
  }
  const parsed = frame.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError('invalid', issue?.message ?? 'no frame of this endpoint', {
    path: issue?.path.join('.') ?? '',
  });
}
