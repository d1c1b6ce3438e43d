import { expect, test } from 'vitest';
import { bundleWorkflows } from './workflow-bundle.ts';

test('the rules and the calendar below them are evaluated once per thread, not once per workflow', async () => {
  const code = await bundleWorkflows();
  const [, preloaded] = /preloadModules = function preloadModules\(\) \{([^}]*)\}/.exec(code) ?? [];
  for (const name of ['flow/advance-flow', 'flow/compile-rules', 'flow/move-people', 'evaluate-step', 'claim'])
    expect(preloaded).toContain(`"./domain/${name}.ts"`);
  // What they import comes with them; the calendar is the largest part of it.
  expect(code).toContain('"./node_modules/temporal-polyfill/index.js"');
});
