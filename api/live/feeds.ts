import type { Redis } from 'ioredis';
import { partitionOf } from '../../events/event-log.ts';
import { type Generations, generationOf, readGenerations } from '../../services/live/generations.ts';
import { type LiveEvent, type LiveKind, type Room, roomsOf, streamOf } from '../../services/live/live-event.ts';
import { compareIds, parsePosition, positionText } from '../../services/live/position.ts';
import { endOfStream, readAfter } from '../../services/live/read-stream.ts';
import { createStreamReader, type LiveEntry } from '../../services/live/stream-reader.ts';
import type { LiveFrame } from './server-frame.ts';

/** One who is told of rooms in one store. */
export interface Subscriber {
  readonly storeId: string;
  /** What it may be told of, and a text that is the same for all who may be told of the same. */
  readonly kinds: ReadonlySet<LiveKind>;
  readonly kindsName: string;
  say(frame: LiveFrame): void;
  /** The same for what others are told too. */
  sayBytes(frame: Buffer): void;
  /** Resolves when what was said before has left, or the subscriber is gone. */
  heard(): Promise<void>;
  readonly gone: boolean;
}

export interface Subscription {
  readonly room: Room;
  /** False while it is told what it missed. */
  readonly current: boolean;
  leave(): void;
}

export interface Feeds {
  /** Says `subscribed` or `reset`, and from then on all that happens in the room behind that position, each once. */
  subscribe(subscriber: Subscriber, room: Room, after: string | undefined): Promise<Subscription>;
  /** How far all rooms of a store are told here. */
  positionOf(storeId: string): string | undefined;
  /** When the server of the streams answered last, by the monotonic clock in milliseconds. */
  readonly answeredAt: number;
  stop(): Promise<void>;
}

export interface FeedsDeps {
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  readonly instance: string;
  /** Of the event log. */
  readonly partitions: number;
  readonly now: () => number;
  readonly onReset: (cause: string) => void;
  /** So many pages were told of an entry. */
  readonly onTold: (pages: number) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Entries that wait for a subscription which is told what it missed; with more it begins anew. */
const waitingEntriesMax = 1_000;

interface Member extends Subscription {
  readonly subscriber: Subscriber;
  /** Entries that came while it is told what it missed; null: nothing waits. */
  waiting: LiveEntry[] | null;
  /** Entries up to here it knows already. */
  knownUpTo: string | null;
  left: boolean;
}

/** One store, or the platform, that somebody follows here. */
interface Feed {
  readonly storeId: string;
  readonly partition: number;
  generation: string;
  /** The newest entry that was told. */
  end: string;
  readonly rooms: Map<Room, Set<Member>>;
  members: number;
}

/** The rooms of all stores that somebody follows in this process: one reader of streams, each entry read once for all. */
export function createFeeds(deps: FeedsDeps): Feeds {
  const { redis, now, onReset, onTold, onFailure } = deps;
  const feeds = new Map<string, Feed>();
  const opening = new Map<string, Promise<Feed>>();
  let generations: Generations | undefined;
  let reading: Promise<Generations> | undefined;
  let nextReading: Promise<Generations> | undefined;
  const reader = createStreamReader({
    ...deps,
    onEntries(storeId, entries) {
      const feed = feeds.get(storeId);
      if (feed) for (const entry of entries) deliver(feed, entry);
    },
    onGap: () => void refresh().catch(onFailure),
    onReconnect: () => void refresh().catch(onFailure),
  });

  /**
   * The generations as they are now. What is asked for while they are read is answered by the reading after it: the first
   * may have been there before what the second wants to know.
   */
  function refresh(): Promise<Generations> {
    if (!reading) {
      reading = readNow().finally(() => {
        reading = undefined;
      });
      return reading;
    }
    nextReading ??= reading
      .catch(() => undefined)
      .then(() => {
        nextReading = undefined;
        return refresh();
      });
    return nextReading;
  }

  /** Lets every store begin anew whose generation is over. */
  async function readNow(): Promise<Generations> {
    const read = await readGenerations(redis);
    generations = read;
    for (const feed of feeds.values()) {
      const generation = generationOf(read, feed.partition);
      if (generation === feed.generation) continue;
      feed.generation = generation;
      for (const members of feed.rooms.values()) for (const member of members) reset(feed, member, 'gap');
    }
    return read;
  }

  function feedOf(storeId: string): Promise<Feed> {
    const known = feeds.get(storeId);
    if (known) return Promise.resolve(known);
    const opened = opening.get(storeId) ?? open(storeId).finally(() => opening.delete(storeId));
    opening.set(storeId, opened);
    return opened;
  }

  async function open(storeId: string): Promise<Feed> {
    const partition = partitionOf(storeId, deps.partitions);
    const [{ id, after }, known] = await Promise.all([endOfStream(redis, storeId), generations ?? refresh()]);
    const generation = generationOf(known, partition);
    const feed: Feed = { storeId, partition, generation, end: id, rooms: new Map(), members: 0 };
    feeds.set(storeId, feed);
    reader.follow(storeId, after);
    return feed;
  }

  function deliver(feed: Feed, entry: LiveEntry): void {
    feed.end = entry.id;
    let told = 0;
    for (const [room, events] of byRoom(feed, entry)) {
      const frame = frameMaker(feed, room, { id: entry.id, events });
      for (const member of feed.rooms.get(room) ?? []) {
        if (member.waiting) wait(feed, member, entry);
        else if (!knows(member, entry) && tell(member, frame)) told += 1;
      }
    }
    onTold(told);
  }

  function wait(feed: Feed, member: Member, entry: LiveEntry): void {
    member.waiting?.push(entry);
    if ((member.waiting?.length ?? 0) > waitingEntriesMax) reset(feed, member, 'too_much');
  }

  function reset(feed: Feed, member: Member, cause: string): void {
    member.waiting = null;
    member.knownUpTo = null;
    onReset(cause);
    member.subscriber.say({ type: 'reset', room: member.room, position: placeOf(feed, feed.end), cause });
  }

  /** Tells what came behind `after`, while what comes meanwhile waits. */
  async function catchUp(feed: Feed, member: Member, after: string): Promise<void> {
    let last = after;
    for (let more = true; more; ) {
      const page = await readAfter(redis, { storeId: feed.storeId, after: last, nowMs: now() });
      if (isOver(member)) return;
      if (page.kind === 'gone') {
        reset(feed, member, page.cause);
        return;
      }
      if (last === after) welcome(feed, member, after);
      for (const entry of page.entries) if (!(await tellInTurn(entry))) return;
      more = page.more;
    }
    for (let entry = member.waiting?.shift(); entry; entry = member.waiting?.shift())
      if (compareIds(entry.id, last) > 0 && !(await tellInTurn(entry))) return;
    member.waiting = null;
    member.knownUpTo = last;

    /** False: nobody waits for it any more. */
    async function tellInTurn(entry: LiveEntry): Promise<boolean> {
      last = entry.id;
      tellAlone(feed, member, entry);
      await member.subscriber.heard();
      return !isOver(member);
    }
  }

  function tellAlone(feed: Feed, member: Member, entry: LiveEntry): void {
    const events = entry.events.filter((event) => roomsOf(event).includes(member.room));
    if (events.length > 0 && tell(member, frameMaker(feed, member.room, { id: entry.id, events }))) onTold(1);
  }

  function remove(feed: Feed, member: Member): void {
    if (member.left) return;
    member.left = true;
    const members = feed.rooms.get(member.room);
    members?.delete(member);
    if (members?.size === 0) feed.rooms.delete(member.room);
    feed.members -= 1;
    if (feed.members > 0) return;
    feeds.delete(feed.storeId);
    reader.leave(feed.storeId);
  }

  async function subscribe(subscriber: Subscriber, room: Room, after: string | undefined): Promise<Subscription> {
    const feed = await feedOf(streamOf(room, subscriber.storeId));
    // The last one left it while this one came.
    if (feeds.get(feed.storeId) !== feed) return subscribe(subscriber, room, after);
    const member = join(feed, { subscriber, room, leave: (left) => remove(feed, left) });
    if (after === undefined) welcome(feed, member, feed.end);
    else await resume(feed, member, after);
    return member;
  }

  return {
    subscribe,
    positionOf(storeId) {
      const feed = feeds.get(storeId);
      return feed && placeOf(feed, feed.end);
    },
    get answeredAt() {
      return reader.answeredAt;
    },
    stop: reader.stop,
  };

  async function resume(feed: Feed, member: Member, after: string): Promise<void> {
    member.waiting = [];
    try {
      await refresh();
      const position = parsePosition(after);
      if (isOver(member)) return;
      if (position?.generation !== feed.generation) {
        reset(feed, member, 'gap');
        return;
      }
      await catchUp(feed, member, position.id);
    } catch (error) {
      onFailure(error);
      if (!member.left) reset(feed, member, 'unavailable');
    }
  }
}

function join(
  feed: Feed,
  { subscriber, room, leave }: Pick<Member, 'subscriber' | 'room'> & { readonly leave: (member: Member) => void },
): Member {
  const member: Member = {
    subscriber,
    room,
    waiting: null,
    knownUpTo: null,
    left: false,
    get current() {
      return member.waiting === null;
    },
    leave: () => leave(member),
  };
  const members = feed.rooms.get(room) ?? new Set();
  feed.rooms.set(room, members);
  members.add(member);
  feed.members += 1;
  return member;
}

/** It left, or it began anew meanwhile. */
function isOver({ left, waiting, subscriber }: Member): boolean {
  return left || subscriber.gone || waiting === null;
}

function welcome(feed: Feed, { subscriber, room }: Member, id: string): void {
  subscriber.say({ type: 'subscribed', room, position: placeOf(feed, id) });
}

function knows(member: Member, entry: LiveEntry): boolean {
  if (member.knownUpTo === null) return false;
  if (compareIds(entry.id, member.knownUpTo) <= 0) return true;
  member.knownUpTo = null;
  return false;
}

function placeOf({ generation }: Feed, id: string): string {
  return positionText({ generation, id });
}

function byRoom(feed: Feed, { events }: LiveEntry): ReadonlyMap<Room, readonly LiveEvent[]> {
  const found = new Map<Room, LiveEvent[]>();
  for (const event of events)
    for (const room of roomsOf(event)) {
      if (!feed.rooms.has(room)) continue;
      const ofRoom = found.get(room);
      if (ofRoom) ofRoom.push(event);
      else found.set(room, [event]);
    }
  return found;
}

type FrameFor = (subscriber: Subscriber) => Buffer | null;

/** Writes a frame once for all who may be told of the same; null: nothing in it is for them. */
function frameMaker(feed: Feed, room: Room, { id, events }: LiveEntry): FrameFor {
  const frames = new Map<string, Buffer | null>();
  return ({ kinds, kindsName }) => {
    const known = frames.get(kindsName);
    if (known !== undefined) return known;
    const told = events.filter(({ kind }) => kinds.has(kind));
    const frame: LiveFrame = { type: 'events', room, position: placeOf(feed, id), events: told };
    const bytes = told.length === 0 ? null : Buffer.from(JSON.stringify(frame));
    frames.set(kindsName, bytes);
    return bytes;
  };
}

/** False: nothing in it is for this one. */
function tell(member: Member, frame: FrameFor): boolean {
  const bytes = frame(member.subscriber);
  if (bytes) member.subscriber.sayBytes(bytes);
  return bytes !== null;
}
