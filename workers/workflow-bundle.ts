import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = fileURLToPath(new URL('..', import.meta.url));
const workflowsPath = join(root, 'workflows', 'index.ts');

/**
 * Pure rules, and Temporal's calendar below them: evaluated once per thread and shared by all of its workflows, each of
 * which would otherwise evaluate and keep them again. They are named here and not the package: the bundler leaves out a
 * package that says it has no side effects and that nobody takes a value of.
 */
const preloadModules = [
  'flow/advance-flow',
  'flow/compile-rules',
  'flow/move-people',
  'evaluate-step',
  'recovery-state',
  'claim',
  'reason-code',
].map((name) => join(root, 'domain', `${name}.ts`));

export interface WorkflowBundle {
  readonly codePath: string;
  /** Names the code: the same sources have the same one on every machine. */
  readonly buildId: string;
}

/**
 * The code of all workflows in one file, as workers run it. Making it takes seconds, so it is kept in `folder` under
 * the hash of everything that goes into it; a changed source makes a new one.
 */
export async function workflowBundle(folder: string): Promise<WorkflowBundle> {
  const buildId = hashOfSources();
  const codePath = join(folder, `workflows-${buildId}.js`);
  if (existsSync(codePath)) return { codePath, buildId };
  const code = await bundleWorkflows();
  mkdirSync(folder, { recursive: true });
  // Under its name only when whole: another process may be looking for it.
  const draft = `${codePath}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, codePath);
  return { codePath, buildId };
}

/** Bundles the workflows as workers run them; takes seconds. */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules, logger: new DefaultLogger('WARN') });
  return code;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const packages = 'node_modules/{@temporalio/workflow,@temporalio/worker,temporal-polyfill}/package.json';
  const sources = ['workflows/**/*.ts', 'domain/**/*.ts', 'workers/workflow-bundle.ts', packages];
  for (const file of globSync(sources, { cwd: root, exclude: (name) => name.endsWith('.test.ts') }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
