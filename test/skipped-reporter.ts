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
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => ({
        suite: [module.relativeModuleId, ...(test.parent.type === 'suite' ? [test.parent.fullName] : [])].join(' > '),
        test: test.name,
      })),
    );
    if (skipped.length > 0) process.stdout.write(`${skippedLines(skipped).join('\n')}\n`);
  }
}

interface SkippedTest {
  /** Its file and the groups around it. */
  readonly suite: string;
  readonly test: string;
}

/** A group that was skipped with all its tests is one line. Exported for its test. */
export function skippedLines(skipped: readonly SkippedTest[]): readonly string[] {
  const lacking = needs
    .map(([word, need]) => ({
      count: skipped.filter(({ suite, test }) => `${suite} ${test}`.includes(word)).length,
      need,
    }))
    .filter(({ count }) => count > 0);
  return [
    '',
    `${skipped.length} ${skipped.length === 1 ? 'test was' : 'tests were'} skipped:`,
    ...Array.from(
      Map.groupBy(skipped, ({ suite }) => suite),
      ([suite, tests]) =>
        tests.length === 1 ? `  ↓ ${suite} > ${tests[0]?.test}` : `  ↓ ${suite} (${tests.length} tests)`,
    ),
    ...lacking.map(({ count, need }) => `${count} of them ${count === 1 ? 'needs' : 'need'} ${need}.`),
    '',
  ];
}
