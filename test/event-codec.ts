import { createEventCodec, type EventCodec } from '../events/schemas/event-codec.ts';
import { createMemoryRegistry } from '../events/schemas/schema-registry.ts';

/** The codec of events with a registry in memory: in every process that makes one, the same schema has the same id. */
export function newEventCodec(): Promise<EventCodec> {
  return createEventCodec({ registry: createMemoryRegistry() });
}
