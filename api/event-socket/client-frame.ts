import { z } from 'zod';
import { parseTraceparent } from '../../domain/trace-context.ts';
import { mayHoldUnstorableValue } from '../../services/ingest/events/find-unstorable-value.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { readItems } from '../routes/events/read-items.ts';

/** Events of one text frame, not looked at yet. */
export interface EventFrame {
  readonly items: readonly unknown[];
  readonly searchHostile: boolean;
  /** What the frame says of its trace, beside its events or in its only one; undefined: nothing that is one. */
  readonly traceparent: string | undefined;
}

/** What a browser sends first, because it cannot set headers. */
const authFrame = z.object({
  type: z.literal('auth'),
  key: z.string().min(1).max(256),
  /** Only with the operator's key: the store to act in. */
  storeId: z.string().optional(),
});

/** One event, an array of them, or `{ "events": […] }`. Throws `bad_request` or `invalid`. */
export function readEventFrame(text: string, batchEventsMax: number): EventFrame {
  const json = parse(text);
  const request = readItems(Array.isArray(json) ? { events: json } : json, batchEventsMax);
  const items = request.kind === 'single' ? [request.item] : request.items;
  const traceparent = parseTraceparent((json as { readonly traceparent?: unknown }).traceparent);
  return { items, searchHostile: mayHoldUnstorableValue(text), traceparent };
}

/** The first frame of a connection that came without a header. Throws `bad_request` or `unauthenticated`. */
export function readAuthFrame(text: string): z.infer<typeof authFrame> {
  const parsed = authFrame.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new ServiceError('unauthenticated', 'Send { "type": "auth", "key": "crk_…" } first, or the key as a header.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('bad_request', 'The frame is not valid JSON.');
  }
}
