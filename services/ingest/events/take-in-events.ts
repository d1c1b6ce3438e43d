import type { ConsentOrigin } from '../../../domain/consent-provenance.ts';
import type { AcceptedEvent, StorefrontEvent } from '../../../events/event.ts';
import type { Appended, AppendOptions, EventLog, Repetition } from '../../../events/event-log.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type AcceptOptions, acceptEvent } from './accept-event.ts';
import type { EventProblem } from './check-event.ts';
import { itemId } from './item-id.ts';

/** What became of one item, in the order of the request. `id` is null when the item had none to read. */
export type ItemResult =
  | {
      readonly id: string;
      readonly status: 'accepted' | 'duplicate';
      /** Details that could not be used and were left out or cut, as paths; absent for nearly every event. */
      readonly mended?: string[];
    }
  | { readonly id: string | null; readonly status: 'rejected'; readonly error: EventProblem };

export interface TakeIn extends AcceptOptions {
  readonly storeId: string;
  /** Parsed JSON, not looked at yet. */
  readonly items: readonly unknown[];
  /** Told of each refused item at once, to keep it; neither waits nor throws. */
  readonly onRejected?: ((item: unknown, error: EventProblem) => void) | undefined;
  /** Told of each item that was accepted without some of its details, to keep it as it came. */
  readonly onMended?: ((item: unknown, mended: readonly string[]) => void) | undefined;
  /** What, beside its id, makes an item the repetition of one that was taken in before. Default: `same_body`. */
  readonly repetition?: Repetition;
  /** The endpoint of what speaks of consent, by the item's place when they differ. Default: the shop's own. */
  readonly provenance?: ConsentOrigin | ((index: number) => ConsentOrigin);
  /** Of the request that brought the items (`domain/trace-context.ts`). */
  readonly traceparent?: string | undefined;
}

/** An event whose id another one had: told apart, or a shop that numbers its events badly would lose them in silence. */
const idReused: EventProblem = {
  code: 'id_reused',
  path: 'id',
  message: 'Another event with this id was taken in before. Give every event an id of its own.',
};

/** An event of a store whose plan is used up. */
const quotaExceeded: EventProblem = {
  code: 'quota_exceeded',
  path: '',
  message:
    'The plan of this store includes no more events this month. Send it when the next one begins, or ask the operator for another plan.',
};

/**
 * Checks every item by itself and makes the good ones durable: a bad item never spoils its neighbours. Resolves only
 * when what it calls accepted is durable; throws `unavailable` when the log cannot take it, and then the whole request
 * may be sent again.
 */
export async function takeInEvents(
  eventLog: Pick<EventLog, 'append'>,
  {
    storeId,
    items,
    receivedAt,
    searchHostile,
    onRejected,
    onMended,
    repetition = 'same_body',
    provenance,
    traceparent,
  }: TakeIn,
): Promise<ItemResult[]> {
  const checked = items.map((item) => acceptEvent(item, { receivedAt, searchHostile }));
  const good: StorefrontEvent[] = [];
  const datedOnArrival = new Set<StorefrontEvent>();
  const origins = new Map<StorefrontEvent, ConsentOrigin>();
  for (const [index, result] of checked.entries()) {
    if (!result.ok) onRejected?.(items[index], result.error);
    else good.push(result.event);
    if (result.ok && result.mended.includes('occurredAt')) datedOnArrival.add(result.event);
    if (result.ok && provenance !== undefined)
      origins.set(result.event, typeof provenance === 'function' ? provenance(index) : provenance);
  }
  const repetitionOf = (event: StorefrontEvent): Repetition =>
    repetition === 'same_body' && datedOnArrival.has(event) ? 'same_body_but_time' : repetition;
  const appended =
    good.length === 0
      ? []
      : await appendChecked(eventLog, { storeId, receivedAt, traceparent, events: good, origins }, { repetitionOf });
  let next = 0;
  return checked.map((result, index): ItemResult => {
    if (!result.ok) return { id: itemId(items[index]), status: 'rejected', error: result.error };
    const { event, mended } = result;
    const taken = resultOf(event, appended[next++]);
    // Nothing is wrong with what only the plan refuses: it is no dead letter that somebody could repair.
    if (taken.status === 'rejected' && taken.error.code !== 'quota_exceeded') onRejected?.(items[index], taken.error);
    if (taken.status === 'rejected' || mended.length === 0) return taken;
    if (taken.status === 'accepted') onMended?.(items[index], mended);
    return { ...taken, mended };
  });
}

/** Returns what an endpoint says of an event that the log was given. */
export function resultOf({ id }: StorefrontEvent, appended: Appended | undefined): ItemResult {
  if (appended === undefined) throw new Error('the log returned fewer outcomes than it was given events');
  if (appended === 'id_reused') return { id, status: 'rejected', error: idReused };
  if (appended === 'quota_exceeded') return { id, status: 'rejected', error: quotaExceeded };
  return { id, status: appended };
}

export interface CheckedEvents extends Pick<TakeIn, 'storeId' | 'receivedAt' | 'traceparent'> {
  readonly events: readonly StorefrontEvent[];
  /** The origins of events that did not come by the shop's own. */
  readonly origins?: ReadonlyMap<StorefrontEvent, ConsentOrigin>;
}

/**
 * Makes events durable that were checked before, stamped in place: they are fresh from their schema and nobody else
 * holds them. Throws `unavailable` when the log cannot take them.
 */
export async function appendChecked(
  eventLog: Pick<EventLog, 'append'>,
  { events, storeId, receivedAt, traceparent, origins }: CheckedEvents,
  options: AppendOptions = {},
): Promise<readonly Appended[]> {
  const stamp = traceparent === undefined ? { storeId, receivedAt } : { storeId, receivedAt, traceparent };
  try {
    return await eventLog.append(
      storeId,
      events.map((event) => {
        const stamped: AcceptedEvent = Object.assign(event, stamp);
        return event.type === 'consent_updated'
          ? Object.assign(stamped, { provenance: origins?.get(event) ?? 'shop' })
          : stamped;
      }),
      options,
    );
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError(
      'unavailable',
      'The event log cannot take events at the moment. Nothing was acknowledged: send the same request again.',
      { cause },
    );
  }
}
