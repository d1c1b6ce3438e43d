import { jitteredMs } from './backoff.ts';
import { type LiveFrame, type LiveRoom, readFrame } from './live-frame.ts';
import { Room, type RoomListener } from './room.ts';

/** Whether what the page shows is what is so now. */
export type LiveState =
  /** Nobody follows anything. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'live' }
  /** It was told everything up to `asOf` (epoch milliseconds; null: nothing yet) and tries to get on. */
  | { readonly kind: 'behind'; readonly asOf: number | null }
  /** The server does not let this page listen: trying again would change nothing. */
  | { readonly kind: 'refused'; readonly asOf: number | null };

/** The part of a WebSocket that is used. */
export interface LiveSocket {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

/** What a connection needs of its surroundings; a test brings its own. */
export interface LiveSurroundings {
  /** Asks for a ticket; rejects with `LiveRefused` when asking again would change nothing. */
  readonly askTicket: () => Promise<string>;
  readonly openSocket: (ticket: string) => LiveSocket;
  /** What the person may do has changed. */
  readonly onRightsChanged: () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Calls back once after a time, unless it is cancelled. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly random: () => number;
}

export class LiveRefused extends Error {}

/** Without a word of the server for this long, beyond a heartbeat, the connection counts as lost. */
const silenceMs = 10_000;
const heartbeatMsDefault = 30_000;
/** How long an answer to a question whether the connection is still there may take. */
const probeMs = 5_000;
/** How long the connection stays when the last listener left: the next page may follow something at once. */
const lingerMs = 5_000;

/** One connection for all that a page follows in a store; it comes back by itself, and goes on where it was. */
export class LiveConnection {
  readonly #with: LiveSurroundings;
  readonly #rooms = new Map<LiveRoom, Room>();
  readonly #listeners = new Set<() => void>();
  #state: LiveState = { kind: 'idle' };
  #socket: LiveSocket | null = null;
  /** Whether the server said hello. */
  #greeted = false;
  /** Each attempt has a number: what an older one still says is not heard. */
  #attempt = 0;
  #failures = 0;
  #heartbeatMs = heartbeatMsDefault;
  #heardAt: number | null = null;
  #cancelTimer: () => void = () => {};
  #cancelLinger: () => void = () => {};

  constructor(surroundings: LiveSurroundings) {
    this.#with = surroundings;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Calls back after each change of `state`. */
  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  follow(name: LiveRoom, listener: RoomListener): () => void {
    this.#cancelLinger();
    const room = this.#rooms.get(name) ?? this.#newRoom(name);
    const remove = room.add(listener);
    if (this.#state.kind === 'idle') void this.#connect();
    return () => {
      remove();
      if (room.isEmpty && this.#rooms.get(name) === room) this.#forget(room);
    };
  }

  /** The page may have slept, or the network came back: what is shown is old until the server answers. */
  probe(): void {
    if (this.#state.kind === 'idle' || this.#state.kind === 'refused') return;
    if (this.#socket === null) {
      this.#tryNow();
      return;
    }
    const silentMs = this.#with.now() - (this.#heardAt ?? 0);
    if (silentMs > this.#heartbeatMs + silenceMs) this.#setState({ kind: 'behind', asOf: this.#heardAt });
    this.#say({ type: 'ping' });
    this.#watch(probeMs);
  }

  #newRoom(name: LiveRoom): Room {
    const room = new Room(name);
    this.#rooms.set(name, room);
    if (this.#isOpen()) this.#subscribe(room);
    return room;
  }

  #forget(room: Room): void {
    this.#rooms.delete(room.name);
    if (this.#isOpen()) this.#say({ type: 'unsubscribe', room: room.name });
    if (this.#rooms.size > 0) return;
    this.#cancelLinger = this.#with.after(lingerMs, () => {
      this.#end();
      this.#setState({ kind: 'idle' });
    });
  }

  #isOpen(): boolean {
    return this.#socket !== null && this.#greeted;
  }

  async #connect(): Promise<void> {
    this.#end();
    const attempt = this.#attempt;
    this.#setState({ kind: 'behind', asOf: this.#heardAt });
    try {
      const ticket = await this.#with.askTicket();
      if (attempt !== this.#attempt) return;
      const socket = this.#with.openSocket(ticket);
      this.#socket = socket;
      socket.onmessage = ({ data }) => {
        if (attempt === this.#attempt && typeof data === 'string') this.#hear(readFrame(data));
      };
      socket.onclose = () => {
        if (attempt === this.#attempt) this.#lose();
      };
      this.#watch(this.#heartbeatMs + silenceMs);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof LiveRefused) this.#refuse();
      else this.#lose();
    }
  }

  #hear(frame: LiveFrame | null): void {
    if (frame === null) return;
    this.#heardAt = this.#with.now();
    this.#watch(this.#heartbeatMs + silenceMs);
    switch (frame.type) {
      case 'hello':
        this.#heartbeatMs = frame.heartbeatMs;
        this.#greeted = true;
        for (const room of this.#rooms.values()) this.#subscribe(room);
        break;
      case 'subscribed':
        this.#subscribed(frame.room, frame.position);
        break;
      case 'reset':
        this.#find(frame.room)?.begin(frame.position);
        this.#settle(frame.room);
        break;
      case 'events':
        this.#find(frame.room)?.take(frame.events, frame.position);
        break;
      case 'heartbeat':
        if (frame.position !== undefined) for (const room of this.#rooms.values()) this.#moveOn(room, frame.position);
        break;
      case 'closing':
        this.#sentAway(frame);
        break;
      default:
        break;
    }
    this.#look();
  }

  #subscribe(room: Room): void {
    room.subscribed = false;
    const after = room.position === undefined ? {} : { after: room.position };
    this.#say({ type: 'subscribe', room: room.name, ...after });
  }

  #subscribed(name: string, position: string): void {
    const room = this.#find(name);
    if (!room) return;
    const resumed = room.position === position;
    this.#settle(name);
    if (!resumed) room.begin(position);
  }

  #settle(name: string): void {
    const room = this.#find(name);
    if (room) room.subscribed = true;
    this.#failures = 0;
  }

  #moveOn(room: Room, position: string): void {
    // The position of a heartbeat is one of the store's own stream.
    if (room.subscribed && room.name !== 'platform') room.position = position;
  }

  #find(name: string): Room | undefined {
    return this.#rooms.get(name as LiveRoom);
  }

  /** Live is who is told of everything that is followed. */
  #look(): void {
    const told = [...this.#rooms.values()].every((room) => room.subscribed);
    if (this.#isOpen() && told) this.#setState({ kind: 'live' });
  }

  #sentAway({ reason, comeBackMs }: Extract<LiveFrame, { type: 'closing' }>): void {
    this.#end();
    this.#setState({ kind: 'behind', asOf: this.#heardAt });
    if (reason === 'rightsChanged') this.#with.onRightsChanged();
    this.#again(comeBackMs ?? jitteredMs(this.#failures++, this.#with.random));
  }

  #lose(): void {
    this.#end();
    this.#setState({ kind: 'behind', asOf: this.#heardAt });
    this.#again(jitteredMs(this.#failures++, this.#with.random));
  }

  #refuse(): void {
    this.#end();
    this.#setState({ kind: 'refused', asOf: this.#heardAt });
  }

  #again(ms: number): void {
    this.#cancelTimer = this.#with.after(ms, () => void this.#connect());
  }

  #tryNow(): void {
    this.#cancelTimer();
    void this.#connect();
  }

  /** A page cannot see the pings of the protocol, and a connection that is gone does not say so: silence does. */
  #watch(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#with.after(ms, () => this.#lose());
  }

  #end(): void {
    this.#attempt += 1;
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    this.#greeted = false;
    for (const room of this.#rooms.values()) room.subscribed = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #say(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #setState(state: LiveState): void {
    if (state.kind === this.#state.kind && asOfOf(state) === asOfOf(this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function asOfOf(state: LiveState): number | null {
  return 'asOf' in state ? state.asOf : null;
}
