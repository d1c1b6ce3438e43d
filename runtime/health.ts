/** Asks one dependency whether it answers; throws or rejects when not. */
export type HealthCheck = () => Promise<unknown>;

export interface CheckResult {
  readonly ok: boolean;
  readonly latencyMs: number;
  /** Since when it answers, or does not, as far as this process has asked; epoch milliseconds. */
  readonly sinceMs: number;
  /** Why not, in words without addresses or secrets. */
  readonly error?: string;
}

export interface HealthReport {
  /** `degraded`: something is away that the process goes on without, for now. */
  readonly status: 'ok' | 'degraded' | 'unavailable' | 'draining';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface Health {
  /** Asks all dependencies at once. */
  report(): Promise<HealthReport>;
  /** From now on not ready: the balancer sends nobody any more, while requests in progress finish. */
  drain(): void;
}

const checkTimeoutMs = 2_000;
/** Reports asked for at the same time, or shortly after, share one round of checks. */
const reportAgeMsMax = 1_000;

/**
 * Readiness of a process from named checks of what it depends on; each has a time limit. `goesOnWithout` names those whose failure
 * is told, and does not keep the process from serving.
 */
export function createHealth(
  checks: Readonly<Record<string, HealthCheck>>,
  { goesOnWithout = [] }: { readonly goesOnWithout?: readonly string[] } = {},
): Health {
  let draining = false;
  let latest: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  const states = new Map<string, { readonly ok: boolean; readonly sinceMs: number }>();
  const stateSince = (name: string, ok: boolean): number => {
    const known = states.get(name);
    if (known?.ok === ok) return known.sinceMs;
    const sinceMs = Date.now();
    states.set(name, { ok, sinceMs });
    return sinceMs;
  };
  return {
    async report() {
      if (!latest || performance.now() - latest.at > reportAgeMsMax)
        latest = { at: performance.now(), report: checkAll(checks, stateSince, goesOnWithout) };
      const report = await latest.report;
      return draining ? { ...report, status: 'draining' } : report;
    },
    drain() {
      draining = true;
    },
  };
}

async function checkAll(
  checks: Readonly<Record<string, HealthCheck>>,
  stateSince: (name: string, ok: boolean) => number,
  goesOnWithout: readonly string[],
): Promise<HealthReport> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const result = await runCheck(check);
      return [name, { ...result, sinceMs: stateSince(name, result.ok) }] as const;
    }),
  );
  const failed = results.filter(([, { ok }]) => !ok);
  const isServing = failed.every(([name]) => goesOnWithout.includes(name));
  const status = failed.length === 0 ? 'ok' : isServing ? 'degraded' : 'unavailable';
  return { status, checks: Object.fromEntries(results) };
}

async function runCheck(check: HealthCheck): Promise<Omit<CheckResult, 'sinceMs'>> {
  const since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${checkTimeoutMs} ms`)), checkTimeoutMs);
  });
  try {
    await Promise.race([check(), late]);
    return { ok: true, latencyMs: elapsed(since) };
  } catch (error) {
    return { ok: false, latencyMs: elapsed(since), error: describe(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** A driver's message may hold an address with a password; its code never does. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error ? String(error.code) : '';
  return code || (error.message.includes('://') ? error.name : error.message);
}

function elapsed(since: number): number {
  return Math.round((performance.now() - since) * 10) / 10;
}
