import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import engine from '../package.json' with { type: 'json' };
import { announceProcess, withdrawProcess } from '../services/analytics/operations/process-registry.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';
import type { RoleName } from './role-names.ts';

/** Well within the silence after which a process counts as gone. */
const pauseMs = 5_000;

/** Says in Redis that this process runs, as what, and which servers it cannot reach, until it stops. */
export function announceRoles(
  { redis, health, log }: Pick<Deps, 'redis' | 'health' | 'log'>,
  roles: readonly RoleName[],
): Pick<Role, 'stop'> {
  const own = { id: randomUUID(), roles, version: engine.version, host: hostname(), startedMs: Date.now() };
  const loop = startPollingLoop({
    name: 'process registry',
    log,
    async round() {
      const { checks } = await health.report();
      const away = Object.entries(checks).flatMap(([name, { ok }]) => (ok ? [] : [name]));
      await announceProcess(redis, { ...own, away });
      return pauseMs;
    },
  });
  return {
    async stop() {
      await loop.stop();
      await withdrawProcess(redis, own.id).catch((error: unknown) =>
        log.warn({ err: error }, 'this process counts as running until its silence is noticed'),
      );
    },
  };
}
