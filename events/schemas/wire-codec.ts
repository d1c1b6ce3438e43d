import { LRUCache } from 'lru-cache';
import { type AvroType, avroTypeOf } from './avro-type.ts';
import type { SchemaRegistry } from './schema-registry.ts';
import { newestReleased, subjectOf } from './topic-schemas.ts';

/**
 * Values of a topic as bytes in Confluent's wire format: a zero byte, the schema's id in four bytes (big endian), the value
 * in Avro's binary encoding.
 */
export interface WireCodec {
  /** Throws `UnencodableValue` when the value does not fit the schema. */
  encode(value: unknown): Buffer;
  /** The value as the newest released schema sees it, whichever version wrote it. Rejects with `UndecodableMessage`. */
  decode(bytes: Uint8Array): Promise<unknown>;
}

/** Why bytes are no message of the topic. Another try gives the same answer. */
export class UndecodableMessage extends Error {
  readonly code: 'too_large' | 'not_framed' | 'unknown_schema' | 'unreadable';
  constructor(code: UndecodableMessage['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UndecodableMessage';
    this.code = code;
  }
}

/** A value does not fit the topic's schema. Says where, never what: the value may be of a person. */
export class UnencodableValue extends Error {
  constructor(topic: string, paths: readonly string[]) {
    super(`${topic}: the value does not fit its schema at ${paths.join(', ') || 'its root'}`);
    this.name = 'UnencodableValue';
  }
}

type Resolver = ReturnType<AvroType['createResolver']>;

const magicByte = 0;
const headerBytes = 5;
/** Larger than the largest valid event; what a broker lets through is smaller still. */
export const messageBytesMax = 4 * 1024 * 1024;
/** Most values fit; larger ones get a buffer of their own. */
const scratchBytes = 64 * 1024;
/** Schemas kept ready to read with; a topic has as many as it has versions. */
const readersMax = 1_000;

/** A codec that writes the topic's newest released schema, registered under `<topic>-value`. */
export async function createWireCodec({
  topic,
  registry,
}: {
  readonly topic: string;
  readonly registry: SchemaRegistry;
}): Promise<WireCodec> {
  const { text } = newestReleased(topic);
  const type = avroTypeOf(JSON.parse(text));
  const id = await registry.register(subjectOf(topic), text);
  const scratch = newFrame(scratchBytes, id);
  const readers = new LRUCache<number, Resolver | 'unreadable'>({ max: readersMax });

  return { encode, decode };

  function encode(value: unknown): Buffer {
    const end = write(value, scratch);
    // A negative answer is how many bytes were missing.
    if (end >= 0) return Buffer.from(scratch.subarray(0, end));
    const frame = newFrame(scratchBytes - end, id);
    return frame.subarray(0, write(value, frame));
  }

  function write(value: unknown, frame: Buffer): number {
    try {
      return type.encode(value, frame, headerBytes);
    } catch {
      const paths: string[] = [];
      type.isValid(value, { errorHook: (path) => paths.push(path.join('.')) });
      throw new UnencodableValue(topic, paths);
    }
  }

  async function decode(bytes: Uint8Array): Promise<unknown> {
    if (bytes.length > messageBytesMax)
      throw new UndecodableMessage('too_large', `${bytes.length} bytes are more than ${messageBytesMax}`);
    if (bytes.length <= headerBytes || bytes[0] !== magicByte)
      throw new UndecodableMessage('not_framed', 'no zero byte and schema id at the start');
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const reader = await readerFor(buffer.readUInt32BE(1));
    const { value, offset } = read(buffer, reader);
    if (offset !== buffer.length)
      throw new UndecodableMessage('unreadable', offset < 0 ? 'the bytes end too early' : 'bytes are left over');
    return value;
  }

  function read(buffer: Buffer, reader: Resolver): { value: unknown; offset: number } {
    try {
      return type.decode(buffer, headerBytes, reader);
    } catch (error) {
      throw new UndecodableMessage('unreadable', 'the bytes are no value of their schema', error);
    }
  }

  async function readerFor(writerId: number): Promise<Resolver> {
    let reader = readers.get(writerId);
    if (reader === undefined) {
      const writer = await registry.schemaOf(writerId);
      if (writer === null) throw new UndecodableMessage('unknown_schema', `no schema has the id ${writerId}`);
      reader = resolverFor(writer);
      readers.set(writerId, reader);
    }
    if (reader === 'unreadable')
      throw new UndecodableMessage('unreadable', `schema ${writerId} cannot be read as one of ${topic}`);
    return reader;
  }

  function resolverFor(writer: string): Resolver | 'unreadable' {
    try {
      return type.createResolver(avroTypeOf(JSON.parse(writer)), { ignoreNamespaces: true });
    } catch {
      return 'unreadable';
    }
  }
}

function newFrame(bytes: number, id: number): Buffer {
  const frame = Buffer.alloc(bytes);
  frame.writeUInt8(magicByte, 0);
  frame.writeUInt32BE(id, 1);
  return frame;
}
