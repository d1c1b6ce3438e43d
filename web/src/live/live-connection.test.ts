import { describe, expect, test } from 'vitest';
import { LiveConnection, LiveRefused, type LiveSocket } from './live-connection.ts';
import type { LiveEvent, LiveFrame } from './live-frame.ts';

/** A clock that stands until the test moves it. */
function standingClock() {
  let now = 1_000_000;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, callback: () => void) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    /** The time goes on, and all that was to happen meanwhile happens. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0];
        if (!next || next.at > end) break;
        now = Math.max(now, next.at);
        timers = timers.filter((one) => one !== next);
        next.callback();
        await settle();
      }
      now = end;
    },
    /** The computer sleeps: the time goes on and nothing happens. */
    sleep(ms: number) {
      now += ms;
    },
    waits: () => timers.map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

class FakeSocket implements LiveSocket {
  onmessage: LiveSocket['onmessage'] = null;
  onclose: LiveSocket['onclose'] = null;
  readonly sent: Record<string, unknown>[] = [];
  closed = false;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  say(...frames: LiveFrame[]) {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function page(options: { random?: () => number; askTicket?: () => Promise<string> } = {}) {
  const clock = standingClock();
  const sockets: FakeSocket[] = [];
  const told: number[] = [];
  let [readings, rightsChanges] = [0, 0];
  let reading: Promise<unknown> = Promise.resolve();
  const connection = new LiveConnection({
    askTicket: options.askTicket ?? (async () => 'ticket'),
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onRightsChanged: () => {
      rightsChanges += 1;
    },
    now: clock.now,
    after: clock.after,
    random: options.random ?? (() => 1),
  });
  return {
    clock,
    connection,
    sockets,
    told,
    readings: () => readings,
    rightsChanges: () => rightsChanges,
    /** The next readings end when this does. */
    readUntil(promise: Promise<unknown>) {
      reading = promise;
    },
    last: () => sockets.at(-1) as FakeSocket,
    follow: () =>
      connection.follow('store', {
        onEvents: (events) => told.push(...events.map(({ version }) => version)),
        read: () => {
          readings += 1;
          return reading;
        },
      }),
    async open() {
      this.follow();
      await settle();
      this.last().say(hello, subscribed('g.0:1-0'));
      await settle();
    },
  };
}

const hello: LiveFrame = { type: 'hello', heartbeatMs: 30_000, roomsMax: 20 };
const subscribed = (position: string): LiveFrame => ({ type: 'subscribed', room: 'store', position });
const heartbeat = (position?: string): LiveFrame => ({ type: 'heartbeat', ...(position && { position }) });
const cart = (version: number, id = `cart-${version}`): LiveEvent => ({
  ...{ kind: 'cart', id, cartId: id, state: 'open', stage: 'cart', valueMinor: 1, currency: 'EUR', version, at: '' },
});
const events = (position: string, ...versions: number[]): LiveFrame => ({
  ...{ type: 'events', room: 'store', position, events: versions.map((version) => cart(version)) },
});

describe('a page', () => {
  test('is live when everything that it follows is told, and reads its state once it is', async () => {
    const one = page();
    expect(one.connection.state).toEqual({ kind: 'idle' });
    one.follow();
    await settle();
    expect(one.connection.state).toEqual({ kind: 'behind', asOf: null });
    one.last().say(hello);
    expect(one.last().sent).toEqual([{ type: 'subscribe', room: 'store' }]);
    expect([one.connection.state.kind, one.readings()]).toEqual(['behind', 0]);
    one.last().say(subscribed('g.0:1-0'));
    expect([one.connection.state.kind, one.readings()]).toEqual(['live', 1]);
  });

  test('is told behind its reading what happened while it read, the newest of each row', async () => {
    const one = page();
    const reading = Promise.withResolvers<void>();
    one.readUntil(reading.promise);
    await one.open();
    for (let version = 0; version < 10_000; version++)
      one.last().say({
        ...{ type: 'events', room: 'store', position: `g.0:${version}-0` },
        events: [cart(version, `cart-${version % 100}`)],
      });
    expect(one.told).toEqual([]);
    reading.resolve();
    await settle();
    expect(one.told).toEqual(Array.from({ length: 100 }, (_, index) => 9_900 + index));
    one.last().say(events('g.0:20000-0', 20_000));
    expect(one.told.at(-1)).toBe(20_000);
  });

  test('reads once more when more happened meanwhile than may wait', async () => {
    const one = page();
    const reading = Promise.withResolvers<void>();
    one.readUntil(reading.promise);
    await one.open();
    one.last().say(events('g.0:2-0', ...Array.from({ length: 6_000 }, (_, index) => index)));
    expect(one.readings()).toBe(1);
    one.readUntil(Promise.resolve());
    reading.resolve();
    await settle();
    expect([one.readings(), one.told]).toEqual([2, []]);
  });

  test('takes no older state of a row after a newer one', async () => {
    const one = page();
    await one.open();
    const of = (version: number): LiveFrame => ({
      ...{ type: 'events', room: 'store', position: `g.0:${version}-0`, events: [cart(version, 'same')] },
    });
    one.last().say(of(7), of(5), of(7), of(8));
    expect(one.told).toEqual([7, 7, 8]);
  });

  test('reads anew when the server says that something is missing', async () => {
    const one = page();
    await one.open();
    one.last().say({ type: 'reset', room: 'store', position: 'g.1:9-0', cause: 'gap' });
    await settle();
    expect([one.readings(), one.connection.state.kind]).toEqual([2, 'live']);
  });
});

describe('a connection that is lost', () => {
  test('comes back where it was, and reads nothing again', async () => {
    const one = page();
    await one.open();
    one.last().say(events('g.0:5-0', 5));
    one.last().onclose?.();
    expect(one.connection.state).toEqual({ kind: 'behind', asOf: one.clock.now() });
    await one.clock.pass(1_000);
    one.last().say(hello);
    expect(one.last().sent).toEqual([{ type: 'subscribe', room: 'store', after: 'g.0:5-0' }]);
    one.last().say(subscribed('g.0:5-0'), events('g.0:6-0', 6));
    expect([one.readings(), one.told, one.connection.state.kind]).toEqual([1, [5, 6], 'live']);
  });

  test('waits longer each time, and not all pages as long', async () => {
    const longest: number[] = [];
    const one = page({ askTicket: () => Promise.reject(new Error('away')) });
    one.follow();
    for (let attempt = 0; attempt < 9; attempt++) {
      await settle();
      longest.push(one.clock.waits()[0] ?? 0);
      await one.clock.pass(longest.at(-1) ?? 0);
    }
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    const lucky = page({ askTicket: () => Promise.reject(new Error('away')), random: () => 0.25 });
    lucky.follow();
    await settle();
    expect(lucky.clock.waits()[0]).toBe(125);
  });

  test('is noticed by its silence, though it never says that it is gone', async () => {
    const one = page();
    await one.open();
    await one.clock.pass(35_000);
    one.last().say(heartbeat());
    await one.clock.pass(39_000);
    expect(one.connection.state.kind).toBe('live');
    const heardAt = one.clock.now() - 39_000;
    await one.clock.pass(1_001);
    expect(one.connection.state).toEqual({ kind: 'behind', asOf: heardAt });
    expect(one.sockets[0]?.closed).toBe(true);
  });

  test('that slept says at once how old it is, asks, and is replaced when nobody answers', async () => {
    const one = page();
    await one.open();
    const heardAt = one.clock.now();
    one.clock.sleep(3_600_000);
    one.connection.probe();
    expect(one.connection.state).toEqual({ kind: 'behind', asOf: heardAt });
    expect(one.last().sent.at(-1)).toEqual({ type: 'ping' });
    await one.clock.pass(5_001);
    await one.clock.pass(1_000);
    expect(one.sockets).toHaveLength(2);
  });

  test('that slept and was not lost is live again with the answer', async () => {
    const one = page();
    await one.open();
    one.clock.sleep(3_600_000);
    one.connection.probe();
    one.last().say(heartbeat('g.0:7-0'));
    expect([one.connection.state.kind, one.sockets.length, one.readings()]).toEqual(['live', 1, 1]);
  });

  test('tries at once when the network is there again', async () => {
    const one = page();
    await one.open();
    one.last().onclose?.();
    one.connection.probe();
    await settle();
    expect(one.sockets).toHaveLength(2);
  });

  test('that a server sent away comes back when the server said', async () => {
    const one = page();
    await one.open();
    one.last().say({ type: 'closing', reason: 'restart', comeBackMs: 7_300 });
    await one.clock.pass(7_299);
    expect(one.sockets).toHaveLength(1);
    await one.clock.pass(1);
    expect(one.sockets).toHaveLength(2);
  });

  test('goes on from the newest heartbeat, so that a quiet room has nothing to read after a busy hour', async () => {
    const one = page();
    await one.open();
    one.last().say(heartbeat('g.0:99-0'));
    one.last().onclose?.();
    await one.clock.pass(1_000);
    one.last().say(hello);
    expect(one.last().sent).toEqual([{ type: 'subscribe', room: 'store', after: 'g.0:99-0' }]);
  });

  test('of an attempt that is over is not heard', async () => {
    const one = page();
    await one.open();
    const first = one.last();
    first.onclose?.();
    await one.clock.pass(1_000);
    first.say(events('g.0:8-0', 8));
    first.onclose?.();
    expect([one.told, one.sockets.length]).toEqual([[], 2]);
  });
});

describe('a page that may not listen', () => {
  test('does not try again, and shows no error of its own', async () => {
    const one = page({ askTicket: () => Promise.reject(new LiveRefused('forbidden')) });
    one.follow();
    await settle();
    expect([one.connection.state, one.clock.waits()]).toEqual([{ kind: 'refused', asOf: null }, []]);
    one.connection.probe();
    expect(one.sockets).toHaveLength(0);
  });

  test('any more is told so, asks what it may, and for a new ticket', async () => {
    const one = page();
    await one.open();
    one.last().say({ type: 'closing', reason: 'rightsChanged' });
    expect(one.rightsChanges()).toBe(1);
    await one.clock.pass(1_000);
    expect(one.sockets).toHaveLength(2);
  });
});

describe('a page that follows nothing any more', () => {
  test('leaves the room at once, and the connection a little later', async () => {
    const one = page();
    const leave = one.follow();
    await settle();
    one.last().say(hello, subscribed('g.0:1-0'));
    leave();
    expect(one.last().sent.at(-1)).toEqual({ type: 'unsubscribe', room: 'store' });
    expect(one.connection.state.kind).toBe('live');
    await one.clock.pass(5_000);
    expect([one.connection.state.kind, one.last().closed]).toEqual(['idle', true]);
  });

  test('keeps the connection when the next page follows something at once', async () => {
    const one = page();
    const leave = one.follow();
    await settle();
    one.last().say(hello, subscribed('g.0:1-0'));
    leave();
    one.follow();
    one.last().say(subscribed('g.0:2-0'));
    await one.clock.pass(20_000);
    expect([one.sockets.length, one.connection.state.kind, one.readings()]).toEqual([1, 'live', 2]);
  });
});
