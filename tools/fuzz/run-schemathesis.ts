import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { withoutRateLimits } from './without-rate-limits.ts';

/** Pinned, so that a run can be repeated. */
const schemathesisVersion = '4.32.5';
/** About as many as the document has. */
const operationsExpected = 63;
const venvFolder = join(import.meta.dirname, '..', '..', '.cache', 'fuzz-venv');

/**
 * Where a check of this tool and the API's contract differ. A request that the document's JSON schema allows may still
 * be refused (blank text, a time in the future, a campaign in another state, a snippet that is switched off). A batch
 * with a broken item is taken, and that item is refused in the answer. A page with a key that is no more learns that
 * before its body is read.
 */
const config = `[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "410", "422"]

[[operations]]
include-operation-id = "postEvents"
checks.negative_data_rejection.expected-statuses = ["202", "400", "401", "403", "413", "415", "422", "429"]

[[operations]]
include-operation-id = ["postBrowserEvents", "restoreCartInBrowser"]
checks.negative_data_rejection.expected-statuses = ["400", "401", "403", "410", "413", "415", "422", "429"]
`;

export interface SchemathesisOptions {
  readonly dataDir: string;
  /** About how many; the tool counts them by operation. */
  readonly requests: number;
  readonly seed: number;
}

/**
 * A second opinion on the contract, by a tool that others wrote: every check that schemathesis has, as the operator in
 * one store, because a key of the store would sooner or later be revoked by the run itself. Prints its report; true when
 * it found nothing.
 */
export async function runSchemathesis({ dataDir, requests, seed }: SchemathesisOptions): Promise<boolean> {
  const st = installSchemathesis();
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { storeId } = await openStore({ url: product.url, adminKey, name: 'Fuzz', timeScale: 60 });
    writeFileSync(join(dataDir, 'schemathesis.toml'), config);
    const run = spawnSync(
      st,
      [
        'run',
        `${product.url}/openapi.json`,
        '--header',
        `Authorization: Bearer ${adminKey}`,
        '--header',
        `X-Store-Id: ${storeId}`,
        '--phases',
        'examples,coverage,fuzzing',
        '--max-examples',
        String(Math.ceil(requests / operationsExpected)),
        '--seed',
        String(seed),
        '--workers',
        '1',
        '--continue-on-failure',
      ],
      { cwd: dataDir, stdio: 'inherit' },
    );
    return run.status === 0;
  } finally {
    await product.stop();
  }
}

/** Makes the virtual environment once; later runs find it. Throws with one sentence when Python cannot. */
function installSchemathesis(): string {
  const st = join(venvFolder, 'bin', 'st');
  if (existsSync(st)) return st;
  mkdirSync(venvFolder, { recursive: true });
  runOrThrow('python3', ['-m', 'venv', venvFolder]);
  runOrThrow(join(venvFolder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${schemathesisVersion}`]);
  return st;
}

function runOrThrow(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error || status !== 0)
    throw new Error(`schemathesis ${schemathesisVersion} could not be installed: ${command} ${args.join(' ')} failed.`);
}
