import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadConfig } from '../runtime/config.ts';
import { findBinary } from '../workers/stack/find-binary.ts';
import { bundleWorkflows } from '../workers/workflow-bundle.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** File with the code of all workflows, made once per run. */
    workflowBundlePath: string;
    /** The Temporal server that skips time. */
    temporalTestServerPath: string;
  }
}

/** Bundles the workflows once for all test files, since that takes seconds. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-workflows-'));
  const workflowBundlePath = join(folder, 'workflows.js');
  writeFileSync(workflowBundlePath, await bundleWorkflows());
  project.provide('workflowBundlePath', workflowBundlePath);
  project.provide(
    'temporalTestServerPath',
    findBinary('temporal-test-server', loadConfig(process.env).temporalTestServerPath),
  );
  return () => rmSync(folder, { recursive: true, force: true });
}
