import { ServiceError } from '../../../services/shared/service-error.ts';

export type EventRequest =
  | { readonly kind: 'single'; readonly item: unknown }
  | { readonly kind: 'batch'; readonly items: readonly unknown[] };

/** Tells one event from a batch; the items themselves are looked at one by one later. */
export function readItems(body: unknown, batchEventsMax: number): EventRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ServiceError('invalid', 'The body must be one event, or { "events": [ … ] }.', { path: '' });
  }
  if (!('events' in body)) return { kind: 'single', item: body };
  const { events } = body;
  if (!Array.isArray(events) || events.length === 0)
    throw new ServiceError('invalid', 'must be an array with at least one event', { path: 'events' });
  if (events.length > batchEventsMax)
    throw new ServiceError('invalid', `must have at most ${batchEventsMax} events`, { path: 'events' });
  return { kind: 'batch', items: events };
}
