import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const buildMsMax = 300_000;

/** Builds what the api role serves as the dashboard, unless it is built already. */
export async function buildDashboard(root, progress) {
  const script = join(root, 'web', 'scripts', 'build.ts');
  // Where only the built files are, there is nothing to build.
  if (!existsSync(script)) return;
  const done = progress.step('Dashboard');
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  const { code, output } = await runCommand(node, [script], {
    cwd: root,
    timeoutMs: buildMsMax,
  });
  if (code !== 0) throw new SetupError(`The dashboard could not be built: ${output.trim().split('\n').at(-1)}`);
  done('built');
}
