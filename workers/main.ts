import { ConfigError, isEmbedded, publicUrl } from '../runtime/config.ts';
import { createLogger } from '../runtime/logging.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createProgress } from '../runtime/progress.ts';
import { SecretSourceError } from '../runtime/secrets/secret-source.ts';
import { readSettings } from '../runtime/setting.ts';
import { settings } from '../runtime/settings.ts';
import { createShutdown, type Shutdown } from '../runtime/shutdown.ts';
import { type Installation, loadInstallation } from './installation.ts';
import { identityOf } from './open-identity.ts';
import type { RoleName } from './role-names.ts';
import { chooseRoles, loadRoles, UnknownRoleError } from './roles.ts';
import { StackError } from './stack/stack-error.ts';
import { startStack } from './stack.ts';
import { createWaitingRoom } from './wait-for-secrets.ts';
import { watchIdentity } from './watch-identity.ts';

/**
 * Runs a set of roles in this process: `main.ts all`, `main.ts api pipeline` …
 * Servers without a URL in the environment are started here too and end with the process.
 */
async function main(): Promise<void> {
  // Whatever this process and its servers write is for their own user.
  process.umask(0o077);
  const names = chooseRoles(process.argv.slice(2));
  const installation = await waitForInstallation(names);
  const { config } = installation;
  const log = createLogger({ level: config.logLevel, role: roleOf(names) });
  const shutdown = createShutdown({ log, drainMs: config.shutdownDrainMs });
  shutdown.listen();
  try {
    await run({ installation, names, log, shutdown });
    log.info({ roles: names }, 'ready');
  } catch (error) {
    explain(error);
    await shutdown.begin('the start failed', 1);
  }
}

/** Before the configuration is whole: what says how to wait for it is no secret. */
async function waitForInstallation(names: readonly RoleName[]): Promise<Installation> {
  const { host, port, logLevel } = readSettings(
    { host: settings.host, port: settings.port, logLevel: settings.logLevel },
    process.env,
  ).values;
  const log = createLogger({ level: logLevel ?? 'info', role: roleOf(names) });
  const waiting = createWaitingRoom({ log, address: names.includes('api') && host ? { host, port: port ?? 0 } : null });
  try {
    return await loadInstallation(process.env, { onAway: waiting.onAway });
  } finally {
    await waiting.close();
  }
}

interface Run {
  readonly installation: Installation;
  readonly names: readonly RoleName[];
  readonly log: ReturnType<typeof createLogger>;
  readonly shutdown: Shutdown;
}

async function run({ installation, names, log, shutdown }: Run): Promise<void> {
  const { config, secrets, vault } = installation;
  const identity = identityOf(config);
  const metrics = createMetrics({ role: roleOf(names) });
  // Before the first connection: a start may take longer than what is left of a certificate.
  const watching = watchIdentity({ identity, log, metrics, rereadMs: config.tlsRereadMs });
  shutdown.add('identity', () => watching.stop());
  const progress = createProgress(process.stderr);
  const giveUp = (reason: string): void => void shutdown.begin(reason, 1);
  // The servers start in processes of their own: meanwhile this one reads its code.
  const [stack, roles, { openDeps }, { announceRoles }] = await Promise.all([
    startStack(config, {
      secrets,
      identity,
      log,
      progress,
      onGiveUp: (server) => giveUp(`${server} keeps crashing`),
    }),
    loadRoles(names),
    import('./deps.ts'),
    import('./announce-process.ts'),
  ]);
  shutdown.add('servers', () => stack.stop());
  const withDemo = config.demo && isEmbedded(config) && names.includes('api');
  // The image for production has no demo: what is not shown is not read.
  const demoPages = withDemo ? (await import('../demo/pages.ts')).createDemoPages() : null;
  const deps = await openDeps(stack, { config, secrets, vault, identity, log, metrics, demoPages, giveUp });
  shutdown.add('connections', () => deps.close());
  for (const { name, start } of roles) {
    const done = progress.step(name);
    const role = await start(deps);
    shutdown.add(name, () => role.stop());
    done();
  }
  const announcement = announceRoles(deps, names);
  shutdown.add('process registry', () => announcement.stop());
  shutdown.add('readiness', () => deps.health.drain());
  if (isEmbedded(config) && names.includes('api')) {
    const { showDemo } = await import('./show-demo.ts');
    shutdown.add('demo', await showDemo(deps, publicUrl(config), demoPages));
  }
}

function roleOf(names: readonly RoleName[]): string {
  return names.length === 1 && names[0] ? names[0] : 'all';
}

function explain(error: unknown): void {
  const forPeople =
    error instanceof ConfigError ||
    error instanceof StackError ||
    error instanceof UnknownRoleError ||
    error instanceof SecretSourceError;
  const text = forPeople ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n✗ ${text}\n`);
}

main().catch((error: unknown) => {
  explain(error);
  process.exit(1);
});
