import type { AcceptedEvent } from '../event.ts';
import type { SchemaRegistry } from './schema-registry.ts';
import { createWireCodec, UndecodableMessage } from './wire-codec.ts';

/**
 * Events as the values of the topic `events.validated`: one event is one message.
 *
 *     const codec = await createEventCodec({ registry });
 *     producer.send({ value: codec.encode(event) });
 *     const event = await codec.decode(message.value);
 *
 * Nothing is lost on the way: the decoded event has the same JSON as the encoded one. Whatever version of the schema wrote
 * it, `decode` gives an event of today's shape. It rejects with `UndecodableMessage` (hopeless: put the message aside) or
 * with the registry's error (the registry does not answer: try again).
 */
export interface EventCodec {
  encode(event: AcceptedEvent): Buffer;
  decode(bytes: Uint8Array): Promise<AcceptedEvent>;
}

const namespace = 'cart_recovery.events';

/** Registers the schema of `events.validated`, so the registry has to answer. */
export async function createEventCodec({ registry }: { readonly registry: SchemaRegistry }): Promise<EventCodec> {
  const wire = await createWireCodec({ topic: 'events.validated', registry });
  return {
    encode: (event) => wire.encode(toRecord(event)),
    decode: async (bytes) => toEvent((await wire.decode(bytes)) as EventRecord),
  };
}

/** The event as its Avro record has it: what all events share on top, the rest in the branch of its kind. */
interface EventRecord {
  readonly event: Readonly<Record<string, object>>;
}

function toRecord(event: AcceptedEvent): EventRecord & Omit<AcceptedEvent, 'type'> {
  return { ...event, event: { [branchOf(event.type)]: event } };
}

/** `cart_updated` is the branch `CartUpdated`. */
const branchOf = remembered((type) => {
  const name = type.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${namespace}.${name}`;
});

const typeOf = remembered((branch) => {
  const name = branch.slice(namespace.length + 1);
  return name.replaceAll(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`);
});

/** Names come from the schema, so there are few. */
function remembered(rename: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const renamed = known.get(name) ?? rename(name);
    if (!known.has(name)) known.set(name, renamed);
    return renamed;
  };
}

function toEvent({ event, ...shared }: EventRecord): AcceptedEvent {
  const [branch] = Object.entries(event);
  if (!branch) throw new UndecodableMessage('unreadable', 'the event has no kind');
  const [name, fields] = branch;
  const plain: Record<string, unknown> = { type: typeOf(name) };
  copyPresent(shared, plain);
  copyPresent(fields, plain);
  // The schema is what makes this an event; that it describes the same as the type is tested.
  return plain as unknown as AcceptedEvent;
}

/** Avro says null where an event has no field. */
function copyPresent(from: object, to: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(from)) {
    const value = (from as Record<string, unknown>)[key];
    if (value !== null) to[key] = present(value);
  }
  return to;
}

function present(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(present) : copyPresent(value, {});
}
