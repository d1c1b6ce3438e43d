import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { createShutdown } from './shutdown.ts';

const log = pino({ level: 'silent' });

describe('shutdown', () => {
  test('what was opened first is closed last', async () => {
    const closed: string[] = [];
    const exit = vi.fn();
    const shutdown = createShutdown({ log, drainMs: 1_000, exit });
    shutdown.add('stores', () => closed.push('stores'));
    shutdown.add('server', async () => {
      await delay(1);
      closed.push('server');
    });
    await shutdown.begin('test');
    expect(closed).toEqual(['server', 'stores']);
    expect(exit).toHaveBeenCalledExactlyOnceWith(0);
  });

  test('a step that fails does not keep the others open, and the exit code tells', async () => {
    const closed: string[] = [];
    const exit = vi.fn();
    const shutdown = createShutdown({ log, drainMs: 1_000, exit });
    shutdown.add('stores', () => closed.push('stores'));
    shutdown.add('server', () => {
      throw new Error('broken');
    });
    await shutdown.begin('test');
    expect(closed).toEqual(['stores']);
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  });

  test('work that never ends is left behind after the time limit', async () => {
    const exit = vi.fn();
    const shutdown = createShutdown({ log, drainMs: 20, exit });
    shutdown.add('stuck', () => new Promise(() => {}));
    await shutdown.begin('test');
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  });

  test('a second request to end waits for the first', async () => {
    const exit = vi.fn();
    const run = vi.fn();
    const shutdown = createShutdown({ log, drainMs: 1_000, exit });
    shutdown.add('stores', run);
    await Promise.all([shutdown.begin('one'), shutdown.begin('two')]);
    expect(run).toHaveBeenCalledOnce();
    expect(exit).toHaveBeenCalledOnce();
  });
});
