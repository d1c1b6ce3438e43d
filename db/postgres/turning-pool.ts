import type { Sql } from 'postgres';

/** A pool whose login is replaced while it is used: whoever holds `sql` notices nothing. */
export interface TurningPool {
  readonly sql: Sql;
  /**
   * Goes on with another pool for all that begins from now on. It has to answer first: a login that does not work never takes the
   * place of one that does. What the old pool has in hand and in line is finished, then it is closed: `retired` resolves.
   */
  turn(open: () => Sql, options: { readonly graceMs: number }): Promise<{ readonly retired: Promise<void> }>;
}

/** What a notification is for, on whichever pool it comes. */
interface KeptListener {
  readonly channel: string;
  readonly onNotify: (payload: string) => void;
  readonly onListen: (() => void) | undefined;
  listening: ReturnType<Sql['listen']>;
}

const closeTimeoutSeconds = 5;

/** Opens the first pool. The driver knows one user and password per pool, so another login is another pool. */
export function createTurningPool(open: () => Sql): TurningPool {
  let pool = open();
  let ended = false;
  /** One after the other, so that the last one asked for is the one that stays. */
  let turning: Promise<unknown> = Promise.resolve();
  const retiring = new Set<() => Promise<void>>();
  const listeners = new Set<KeptListener>();

  async function listen(
    channel: string,
    onNotify: (payload: string) => void,
    onListen?: () => void,
  ): Promise<Awaited<ReturnType<Sql['listen']>>> {
    const kept: KeptListener = { channel, onNotify, onListen, listening: pool.listen(channel, onNotify, onListen) };
    listeners.add(kept);
    const meta = await kept.listening;
    return {
      ...meta,
      async unlisten() {
        listeners.delete(kept);
        await (await kept.listening).unlisten();
      },
    };
  }

  async function end(options?: { timeout?: number }): Promise<void> {
    ended = true;
    await turning;
    await Promise.all([pool.end(options), ...[...retiring].map((retire) => retire())]);
  }

  const sql = new Proxy(pool, {
    apply: (_first, _self, args) => Reflect.apply(pool, undefined, args),
    get(_first, property) {
      if (property === 'listen') return listen;
      if (property === 'end') return end;
      return Reflect.get(pool, property);
    },
  });

  async function turnTo(openNext: () => Sql, graceMs: number): Promise<{ readonly retired: Promise<void> }> {
    const next = openNext();
    try {
      await next`select 1`;
      if (ended) throw new Error('the pool was closed meanwhile');
    } catch (error) {
      await next.end({ timeout: 0 });
      throw error;
    }
    // How rows are read was set on the first pool (`openTransactional`), and is the same on each.
    Object.assign(next.options.parsers, pool.options.parsers);
    Object.assign(next.options.serializers, pool.options.serializers);
    const old = pool;
    pool = next;
    for (const kept of listeners) {
      const { channel, onNotify, onListen } = kept;
      kept.listening = next.listen(channel, onNotify, onListen);
      kept.listening.catch(() => undefined);
    }
    const { promise: retired, resolve } = Promise.withResolvers<void>();
    const retire = async (): Promise<void> => {
      clearTimeout(timer);
      retiring.delete(retire);
      await old.end({ timeout: closeTimeoutSeconds });
      resolve();
    };
    retiring.add(retire);
    // Closing at once would refuse what still waits for one of its connections.
    const timer = setTimeout(() => void retire(), graceMs);
    timer.unref();
    return { retired };
  }

  return {
    sql,
    turn(openNext, { graceMs }) {
      const turned = turning.then(() => turnTo(openNext, graceMs));
      turning = turned.catch(() => undefined);
      return turned;
    },
  };
}
