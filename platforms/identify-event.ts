import { digestOf, eventIdOf } from './event-id.ts';
import type { ProfileFields } from './profile-fields.ts';
import type { KnownCustomer } from './who.ts';

/**
 * The event that tells who somebody is; the same telling is the same event, however often a platform repeats it.
 * Nothing for somebody who is known by a device or a cart only.
 */
export function identifyEvents(
  platform: string,
  { who, told, occurredAt }: { who: KnownCustomer | null; told: ProfileFields | null; occurredAt: string },
): readonly unknown[] {
  if (!who || !told) return [];
  if (who.customerId === undefined && who.email === undefined && who.phone === undefined) return [];
  const id = eventIdOf(platform, 'identified', digestOf([who, told]));
  return [{ id, type: 'customer_identified', occurredAt, who, ...told }];
}
