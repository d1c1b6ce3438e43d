import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** What a test that was skipped would have needed, by the word in its full name that says so. */
const needs = [
  ['CART_DATA_DIR', 'the data sets: set CART_DATA_DIR to their folder'],
  ['Chromium', 'a browser: set CHROMIUM_PATH, or install Chromium'],
] as const;

/** Ends a run with the tests that did not run, by name and with what they lack: a skip must not look like a pass. */
export default class SkippedReporter implements Reporter {
  /** A run of tests of a certain name skips all others on purpose. */
  private byName = false;

  onInit(vitest: Vitest): void {
    this.byName = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.byName) return;
    const names = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    if (names.length > 0) process.stdout.write(`${skippedLines(names).join('\n')}\n`);
  }
}

/** Exported for its test. */
export function skippedLines(names: readonly string[]): readonly string[] {
  const lacking = needs
    .map(([word, need]) => ({ count: names.filter((name) => name.includes(word)).length, need }))
    .filter(({ count }) => count > 0);
  return [
    '',
    `${names.length} ${names.length === 1 ? 'test was' : 'tests were'} skipped:`,
    ...names.map((name) => `  ↓ ${name}`),
    ...lacking.map(({ count, need }) => `${count} of them ${count === 1 ? 'needs' : 'need'} ${need}.`),
    '',
  ];
}
