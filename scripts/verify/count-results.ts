/**
 * `count-results.ts FOLDER TESTS_EXIT VERIFY_EXIT`: the end of `.ci/run`, from the reports in the folder: each test that failed
 * with the beginning of what it said (its own place in the output may be cut off long before), then `N passed, N failed`. A
 * command that failed without a failed test in its report (it never got that far) counts as one failure.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const failuresShownMax = 20;
const messageCharactersMax = 1_500;

/** What Vitest's JSON report says, as far as it is read here. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const [folder = '', testsExit, verifyExit] = process.argv.slice(2);
const tests = counted<TestReport>('tests.json', testsExit, (report) => {
  for (const line of failuresOf(report).slice(0, failuresShownMax)) console.log(line);
  return { passed: report.numPassedTests, failed: report.numFailedTests };
});
const verify = counted<Counts>('verify.json', verifyExit, ({ passed, failed }) => ({ passed, failed }));
const failed = tests.failed + verify.failed;
console.log(`${tests.passed + verify.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function failuresOf({ testResults }: TestReport): readonly string[] {
  return testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = relative(process.cwd(), name);
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `FAILED ${file} > ${test.fullName}\n${beginningOf(test.failureMessages?.join('\n') ?? '')}`);
    const neverRan = status === 'failed' && tests.length === 0;
    return neverRan ? [`FAILED ${file}\n${beginningOf(message)}`] : tests;
  });
}

function beginningOf(message: string): string {
  return message.length > messageCharactersMax ? `${message.slice(0, messageCharactersMax)} …` : message;
}

function counted<Report>(file: string, exit: string | undefined, read: (report: Report) => Counts): Counts {
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    counts = read(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Report);
  } catch (error) {
    console.error(`no report ${file}: ${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  }
  return exit === '0' || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
