import avro from 'avsc';

/** Where the library stands in the bytes; the part of its reader that blocks need. */
interface Tap {
  pos: number;
  readonly buf: Uint8Array;
  readLong(): number;
  readString(): string | undefined;
  skipString(): void;
}
interface Readable {
  _read(tap: Tap): unknown;
  _skip(tap: Tap): void;
}
/** The type itself, or the resolver that stands in for it when the writer's schema differs. */
interface ReadsItems {
  readonly itemsType: unknown;
}
interface ReadsValues {
  readonly valuesType: unknown;
}

/**
 * Arrays and maps that believe no count in the bytes. The library's own allocate and loop as often as a block says, up to
 * 2^53 times and past the end of the bytes, and follow a negative size backwards; an entry of ours takes at least one byte,
 * so a block never has more entries than bytes that follow.
 */
export class BoundedArray extends avro.types.ArrayType {
  _read(this: ReadsItems, tap: Tap): unknown[] {
    const items = this.itemsType as Readable;
    const values: unknown[] = [];
    for (let count = countOf(tap); count > 0; count = countOf(tap)) {
      for (; count > 0; count--) values.push(items._read(tap));
    }
    return values;
  }

  _skip(tap: Tap): void {
    const items = this.itemsType as unknown as Readable;
    for (let count = countOf(tap); count > 0; count = countOf(tap)) {
      for (; count > 0; count--) items._skip(tap);
    }
  }
}

export class BoundedMap extends avro.types.MapType {
  _read(this: ReadsValues, tap: Tap): Record<string, unknown> {
    const values = this.valuesType as Readable;
    const entries: [string, unknown][] = [];
    for (let count = countOf(tap); count > 0; count = countOf(tap)) {
      for (; count > 0; count--) entries.push([tap.readString() ?? '', values._read(tap)]);
    }
    // Unlike assignment, this makes `__proto__` an ordinary key.
    return Object.fromEntries(entries);
  }

  _skip(tap: Tap): void {
    const values = this.valuesType as unknown as Readable;
    for (let count = countOf(tap); count > 0; count = countOf(tap)) {
      for (; count > 0; count--) {
        tap.skipString();
        values._skip(tap);
      }
    }
  }
}

/** Entries of the block that starts here; 0 ends the array or map. A negative count is followed by the block's size. */
function countOf(tap: Tap): number {
  const count = tap.readLong();
  if (count < 0) tap.readLong();
  const entries = Math.abs(count);
  if (!(entries <= tap.buf.length - tap.pos)) throw new RangeError('a block claims more entries than there are bytes');
  return entries;
}
