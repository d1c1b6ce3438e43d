import type { LiveEvent, LiveRoom } from './live-frame.ts';

export interface RoomListener {
  /** Changes, oldest first; of one row never an older one after a newer. */
  readonly onEvents: (events: readonly LiveEvent[]) => void;
  /**
   * Changes may have been missed, or this is the beginning: reads the state anew. What comes before it is read waits and is
   * told behind it.
   */
  readonly read: () => Promise<unknown>;
}

/** Rows whose newest version is remembered, and changes that wait for a reading. */
const rowsMax = 5_000;

interface Listening {
  readonly listener: RoomListener;
  /** Changes that came while it reads, the newest of each row; null: it does not read. */
  waiting: Map<string, LiveEvent> | null;
  /** More came than may wait: after the reading it reads once more. */
  overrun: boolean;
}

/** What one page follows of one room: from where it goes on, and who listens. */
export class Room {
  readonly name: LiveRoom;
  /** How far it is told; undefined: it begins. */
  position: string | undefined;
  /** Whether the server was asked and answered on the connection of now. */
  subscribed = false;
  readonly #listening = new Set<Listening>();
  readonly #newest = new Map<string, number>();

  constructor(name: LiveRoom) {
    this.name = name;
  }

  get isEmpty(): boolean {
    return this.#listening.size === 0;
  }

  add(listener: RoomListener): () => void {
    const one: Listening = { listener, waiting: null, overrun: false };
    this.#listening.add(one);
    // Who comes later begins with a reading too: others may have been told before.
    if (this.subscribed) void this.#read(one);
    return () => this.#listening.delete(one);
  }

  /** Nothing is sure any more but the position: everybody reads. */
  begin(position: string): void {
    this.position = position;
    for (const one of this.#listening) void this.#read(one);
  }

  take(events: readonly LiveEvent[], position: string): void {
    this.position = position;
    const newer = events.filter((event) => this.#isNewer(event));
    if (newer.length === 0) return;
    for (const one of this.#listening) {
      if (one.waiting === null) one.listener.onEvents(newer);
      else keep(one, newer);
    }
  }

  #isNewer(event: LiveEvent): boolean {
    const row = rowOf(event);
    const known = this.#newest.get(row);
    if (known !== undefined && event.version < known) return false;
    this.#newest.delete(row);
    this.#newest.set(row, event.version);
    if (this.#newest.size > rowsMax) for (const oldest of this.#newest.keys()) return this.#newest.delete(oldest);
    return true;
  }

  async #read(one: Listening): Promise<void> {
    if (one.waiting !== null) {
      // It reads already, and what it reads may be older than what it now has to know.
      one.overrun = true;
      return;
    }
    one.waiting = new Map();
    // A reading that failed shows so on the page, and is repeated there.
    await one.listener.read().catch(() => undefined);
    const { waiting, overrun } = one;
    one.waiting = null;
    one.overrun = false;
    if (!this.#listening.has(one)) return;
    if (overrun) await this.#read(one);
    else if (waiting.size > 0) one.listener.onEvents([...waiting.values()]);
  }
}

function keep(one: Listening, events: readonly LiveEvent[]): void {
  for (const event of events) {
    const row = rowOf(event);
    one.waiting?.delete(row);
    one.waiting?.set(row, event);
  }
  if ((one.waiting?.size ?? 0) <= rowsMax) return;
  one.waiting?.clear();
  one.overrun = true;
}

function rowOf({ kind, id }: LiveEvent): string {
  return `${kind}:${id}`;
}
