import { describe, expect, test, vi } from 'vitest';
import { createHealth } from './health.ts';

describe('health', () => {
  test('one dependency down makes the process unavailable and names it', async () => {
    const refused = Object.assign(new Error('connect to postgres://user:pw@db'), { code: 'ECONNREFUSED' });
    const report = await createHealth({ redis: async () => 'PONG', postgres: () => Promise.reject(refused) }).report();
    expect(report.status).toBe('unavailable');
    expect(report.checks['redis']?.ok).toBe(true);
    expect(report.checks['postgres']).toMatchObject({ ok: false, error: 'ECONNREFUSED' });
  });

  test('an error message with an address in it is not shown', async () => {
    const report = await createHealth({ redis: () => Promise.reject(new Error('redis://:pw@host failed')) }).report();
    expect(JSON.stringify(report)).not.toContain('pw');
  });

  test('tells since when a dependency is as it is, and begins anew when that changes', async () => {
    vi.useFakeTimers();
    try {
      let up = true;
      const health = createHealth({ redis: async () => (up ? 'PONG' : Promise.reject(new Error('away'))) });
      const sinceMs = async (): Promise<number | undefined> => (await health.report()).checks['redis']?.sinceMs;
      const began = Date.now();
      expect(await sinceMs()).toBe(began);
      vi.advanceTimersByTime(5_000);
      expect(await sinceMs()).toBe(began);
      up = false;
      vi.advanceTimersByTime(5_000);
      expect(await sinceMs()).toBe(began + 10_000);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a draining process is not ready even when all is well', async () => {
    const health = createHealth({ redis: async () => 'PONG' });
    health.drain();
    expect((await health.report()).status).toBe('draining');
  });

  test('many askers cost one round of checks', async () => {
    const check = vi.fn(async () => 'PONG');
    const health = createHealth({ redis: check });
    await Promise.all([health.report(), health.report(), health.report()]);
    expect(check).toHaveBeenCalledOnce();
  });
});
