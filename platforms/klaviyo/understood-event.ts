import { eventIdOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import type { Translation } from '../platform.ts';
import type { KnownCustomer } from '../who.ts';
import { customerDigestOf } from './person.ts';
import type { KlaviyoEvent } from './read-event.ts';

/** An event whose person, time and currency are understood. */
export interface TranslatedEvent extends KlaviyoEvent {
  readonly who: KnownCustomer;
  readonly occurredAt: string;
  /** Whether `occurredAt` is the event's own time, and not that of its arrival. */
  readonly isDated: boolean;
  readonly isoCurrency: string | null;
  /** The currency of the store, where the event names none. */
  readonly ofStore: string | null;
  /** Where the shop's pages are. */
  readonly siteUrl: string | null;
}

/** Klaviyo's key counts for one profile and one metric: a checkout and its order may have the same. */
export function made({ uniqueId, metric, occurredAt, who }: TranslatedEvent, said: Fields): Translation {
  const name = metric.trim().toLowerCase().replaceAll(' ', '-');
  const id = eventIdOf('klaviyo', name, customerDigestOf(who), uniqueId);
  return { kind: 'events', events: [{ id, occurredAt, who, ...said }] };
}
