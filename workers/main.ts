import { createDemoPages } from '../demo/pages.ts';
import { ConfigError, isEmbedded, loadConfig, publicUrl } from '../platform/config.ts';
import { createLogger } from '../platform/logging.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createProgress } from '../platform/progress.ts';
import { loadSecrets } from '../platform/secrets.ts';
import { createShutdown } from '../platform/shutdown.ts';
import { openDeps } from './deps.ts';
import { chooseRoles, startRole, UnknownRoleError } from './roles.ts';
import { showDemo } from './show-demo.ts';
import { StackError } from './stack/stack-error.ts';
import { startStack } from './stack.ts';
import { logTemporal } from './temporal-logging.ts';

/**
 * Runs a set of roles in this process: `main.ts all`, `main.ts api pipeline` …
 * Servers without a URL in the environment are started here too and end with the process.
 */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const names = chooseRoles(process.argv.slice(2));
  const role = names.length === 1 && names[0] ? names[0] : 'all';
  const secrets = loadSecrets(config);
  const log = createLogger({ level: config.logLevel, role });
  logTemporal(log);
  const metrics = createMetrics({ role });
  const progress = createProgress(process.stderr);
  const shutdown = createShutdown({ log, drainMs: config.shutdownDrainMs });
  shutdown.listen();

  const stack = await startStack(config, {
    secrets,
    log,
    progress,
    onGiveUp: (server) => void shutdown.begin(`${server} keeps crashing`, 1),
  });
  shutdown.add('servers', () => stack.stop());
  const demoPages = config.demo && isEmbedded(config) && names.includes('api') ? createDemoPages() : null;
  const deps = await openDeps(stack, { config, secrets, log, metrics, demoPages });
  shutdown.add('connections', () => deps.close());
  for (const name of names) {
    const done = progress.step(name);
    const started = await startRole(name, deps);
    shutdown.add(name, () => started.stop());
    done();
  }
  shutdown.add('readiness', () => deps.health.drain());

  if (isEmbedded(config) && names.includes('api')) {
    shutdown.add('demo', await showDemo(deps, publicUrl(config), demoPages));
  }
  log.info({ roles: names }, 'ready');
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof StackError || error instanceof UnknownRoleError;
  process.stderr.write(`\n✗ ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
