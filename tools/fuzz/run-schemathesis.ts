import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { type Caller, credentialsOf } from '../product/sign-in-as.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { withoutRateLimits } from './without-rate-limits.ts';

/** Pinned, so that a run can be repeated. */
const schemathesisVersion = '4.32.5';
/** About as many as the document has. */
const operationsExpected = 120;
const venvFolder = join(import.meta.dirname, '..', '..', '.cache', 'fuzz-venv');

/**
 * Where a check of this tool and the API's contract differ. A request that the document's JSON schema allows may still
 * be refused (blank text, a time in the future, a campaign in another state, a snippet that is switched off). A batch
 * with a broken item is taken, and that item is refused in the answer; an event whose id is known is refused for that. Whoever comes with a key or a link that is no more
 * learns that before the body is read. Passwords and codes may be tried so often and no oftener.
 */
const config = `[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "410", "412", "422", "429"]

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "410", "413", "415", "422", "428", "429"]

[[operations]]
include-operation-id = "postEvents"
checks.negative_data_rejection.expected-statuses = ["202", "400", "401", "403", "409", "413", "415", "422", "429"]
`;

/** Each with a session of its own: one of them takes minutes, and an access token lasts fifteen. */
const sittings = ['examples,coverage', 'fuzzing'] as const;
/** Whoever calls these is somebody else afterwards. */
const endsOwnSession = ['signOut', 'refreshSession', 'revokeSession'] as const;
/** A mail as it came is no media type that the tool can write. */
const notWritten = ['receiveMail'] as const;

export interface SchemathesisOptions {
  readonly dataDir: string;
  /** About how many; the tool counts them by operation. */
  readonly requests: number;
  readonly seed: number;
  /** One after the other, with the same product and store. */
  readonly callers: readonly Caller[];
}

/**
 * A second opinion on the contract, by a tool that others wrote: every check that schemathesis has, as each caller in one
 * store. A key of the store would sooner or later be revoked by the run itself, and a session by its own sign-out. Prints
 * its report; true when it found nothing.
 */
export async function runSchemathesis({ dataDir, requests, seed, callers }: SchemathesisOptions): Promise<boolean> {
  const st = installSchemathesis();
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { storeId } = await openStore({ url: product.url, adminKey, name: 'Fuzz', timeScale: 60 });
    const failed = new Set<Caller>();
    for (const caller of callers) {
      for (const phases of sittings) {
        const { headers, accessToken } = await credentialsOf(caller, { url: product.url, adminKey, storeId });
        const session = accessToken === null ? '' : `\n[auth.openapi.session]\napi_key = "${accessToken}"\n`;
        writeFileSync(join(dataDir, 'schemathesis.toml'), config + session);
        console.log(`As ${caller}, ${phases}:`);
        const run = spawn(
          st,
          [
            'run',
            `${product.url}/openapi.json`,
            ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
            ...[...endsOwnSession, ...notWritten].flatMap((operation) => ['--exclude-operation-id', operation]),
            ...['--phases', phases],
            ...['--max-examples', String(Math.ceil(requests / operationsExpected))],
            ...['--seed', String(seed), '--workers', '1', '--continue-on-failure'],
          ],
          { cwd: dataDir, stdio: 'inherit' },
        );
        // Waited for, and not blocked by: connections that the product closes meanwhile are seen as closed.
        const [status] = await once(run, 'close');
        if (status !== 0) failed.add(caller);
      }
    }
    if (failed.size > 0) console.log(`✗ findings as ${[...failed].join(', ')}`);
    return failed.size === 0;
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
