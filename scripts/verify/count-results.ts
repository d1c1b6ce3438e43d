/**
 * `count-results.ts FOLDER TESTS_EXIT VERIFY_EXIT`: the last line of `.ci/run`, `N passed, N failed`, from the reports in the
 * folder. A command that failed without a failed test in its report (it never got that far) counts as one failure.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const [folder = '', testsExit, verifyExit] = process.argv.slice(2);
const tests = counted('tests.json', testsExit, (report) => ({
  passed: Number(report.numPassedTests),
  failed: Number(report.numFailedTests),
}));
const verify = counted('verify.json', verifyExit, (report) => ({
  passed: Number(report.passed),
  failed: Number(report.failed),
}));
const failed = tests.failed + verify.failed;
console.log(`${tests.passed + verify.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function counted(file: string, exit: string | undefined, read: (report: Record<string, unknown>) => Counts): Counts {
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    counts = read(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>);
  } catch (error) {
    console.error(`no report ${file}: ${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  }
  return exit === '0' || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
