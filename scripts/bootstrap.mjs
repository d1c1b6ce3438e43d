/**
 * The way from a fresh machine to a running program; plain JavaScript, because it runs before anything is installed.
 *
 *   node scripts/bootstrap.mjs start            sets up, then runs the whole engine
 *   node scripts/bootstrap.mjs test [args…]     sets up, then runs the tests
 *   node scripts/bootstrap.mjs setup            sets up only
 *   node scripts/bootstrap.mjs <file.ts> …      sets up, then runs that file
 *   node scripts/bootstrap.mjs <program> …      sets up, then runs that program of an installed package
 */
import { buildDashboard } from './bootstrap/build-dashboard.mjs';
import { checkMachine } from './bootstrap/check-machine.mjs';
import { findBinaries } from './bootstrap/find-binaries.mjs';
import { installPackages } from './bootstrap/install-packages.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { createProgress } from './bootstrap/progress.mjs';
import { readEnvFile } from './bootstrap/read-env-file.mjs';
import { runProgram } from './bootstrap/run-program.mjs';
import { describeFailure } from './bootstrap/setup-error.mjs';

const root = new URL('..', import.meta.url).pathname;
const [target = 'start', ...args] = process.argv.slice(2);
const progress = createProgress(process.stderr);

try {
  checkMachine(root);
  const binaries = await withLock(root, progress, async () => {
    const [, found] = await settleAll([
      installPackages(root, progress),
      findBinaries(root, { ...readEnvFile(root), ...process.env }, progress),
    ]);
    return found;
  });
  if (target === 'start') await buildDashboard(root, progress);
  if (target === 'setup') process.stderr.write('✓ everything is set up\n');
  else process.exitCode = await runProgram(root, target, args, binaries);
} catch (error) {
  process.stderr.write(`✗ ${describeFailure(error)}\n`);
  process.exitCode = 1;
}

/** Waits for all, so that nothing goes on writing after a failure was reported; then throws the first failure. */
async function settleAll(promises) {
  const results = await Promise.allSettled(promises);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => result.value);
}
