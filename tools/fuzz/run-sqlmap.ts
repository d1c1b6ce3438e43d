import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { type Caller, credentialsOf } from '../product/sign-in-as.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { createSeededRandom, type SeededRandom } from '../traffic/seeded-random.ts';
import { findIds, idsAt, type KnownIds } from './find-ids.ts';
import { type ApiDocument, type Operation, readDocument } from './operations.ts';
import { installTool, runTool } from './python-tool.ts';
import { validValue } from './valid-value.ts';
import { withoutRateLimits } from './without-rate-limits.ts';

export interface SqlmapOptions {
  readonly dataDir: string;
  /** About how many; the tool counts them by what it attacks. */
  readonly requests: number;
  readonly seed: number;
  readonly only: string | undefined;
  /** One after the other, with the same product and store. */
  readonly callers: readonly Caller[];
}

const sqlmap = { wanted: 'sqlmap==1.10.10', program: 'sqlmap' };
/** Of sqlmap at its first level, for one operation with a few parameters. */
const requestsPerOperation = 150;
const unknownId = '01890000-0000-7000-8000-000000000000';
const foundBySqlmap = 'sqlmap identified the following injection point';
const nothingBySqlmap = 'all tested parameters do not appear to be injectable';

/** A started product, and what a tool needs to get past its doors. */
interface Target {
  readonly url: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly api: ApiDocument;
  readonly knownIds: KnownIds;
}

/** The API attacked by sqlmap, as each caller in one store. Prints what it found; true when that is nothing. */
export async function runSqlmap({ dataDir, callers, ...options }: SqlmapOptions): Promise<boolean> {
  const program = installTool(sqlmap);
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { url } = product;
    const { storeId, apiKey } = await openStore({ url, adminKey, name: 'Scanned', timeScale: 60 });
    const api = readDocument(await (await fetch(`${url}/openapi.json`)).json());
    const knownIds = await findIds(api, { url, headers: { authorization: `Bearer ${apiKey}` } });
    const found: string[] = [];
    for (const caller of callers) {
      // Signed in anew before each operation: an access token lasts fifteen minutes, and one operation may take some.
      const headers = async () => {
        const { headers: carried, accessToken } = await credentialsOf(caller, { url, adminKey, storeId });
        return accessToken === null ? carried : { ...carried, Cookie: `crk_access=${accessToken}` };
      };
      console.log(`As ${caller}:`);
      found.push(...(await attack(program, { url, headers, api, knownIds }, { dataDir, ...options })));
    }
    for (const line of found) console.log(`✗ ${line}`);
    return found.length === 0;
  } finally {
    await product.stop();
  }
}

/** Each operation is attacked in its path, its query and its body, as a request that it would accept. */
async function attack(
  program: string,
  target: Target,
  { dataDir, requests, seed, only }: Omit<SqlmapOptions, 'callers'>,
): Promise<readonly string[]> {
  const random = createSeededRandom(seed);
  const possible = target.api.operations.filter(
    ({ method, path, parameters, body }) =>
      method !== 'DELETE' &&
      (body !== null || parameters.some((one) => one.in !== 'header')) &&
      (only === undefined || `${method} ${path}`.includes(only)),
  );
  const count = Math.min(possible.length, Math.ceil(requests / requestsPerOperation));
  const found: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const operation = possible[Math.floor((nth * possible.length) / count)];
    if (!operation) continue;
    const name = `${operation.method} ${operation.path}`;
    const file = join(dataDir, 'request.txt');
    writeFileSync(file, requestOf(operation, { ...target, headers: await target.headers() }, random));
    const output = await runTool(
      program,
      [
        ...['-r', file, '--batch', '--flush-session', '--disable-coloring', '--output-dir', join(dataDir, 'sqlmap')],
        ...['--dbms', 'PostgreSQL', '--level', '1', '--risk', '1', '--technique', 'BEUST', '--time-sec', '2'],
        // A refusal is an answer, not a reason to stop.
        ...['--ignore-code', '*', '--timeout', '10', '--retries', '0'],
      ],
      dataDir,
    );
    const isFound = output.includes(foundBySqlmap);
    // What it cannot begin with must not pass for what it found nothing in.
    if (!isFound && !output.includes(nothingBySqlmap))
      throw new Error(`sqlmap did not attack ${name}:\n${output.slice(-2_000)}`);
    console.log(`${nth + 1} of ${count}: ${name}`);
    if (isFound) found.push(`${name}\n${output.slice(output.indexOf(foundBySqlmap))}`);
  }
  return found;
}

function requestOf(
  operation: Operation,
  { url, headers, api, knownIds }: Omit<Target, 'headers'> & { readonly headers: Readonly<Record<string, string>> },
  random: SeededRandom,
): string {
  const query = new URLSearchParams();
  let path = operation.path;
  for (const { name, in: place, schema } of operation.parameters) {
    // The star is where sqlmap puts its text.
    if (place === 'path') path = path.replace(`{${name}}`, `${idsAt(knownIds, operation.path, name)[0] ?? unknownId}*`);
    if (place === 'query') query.set(name, String(validValue(schema, api, random)));
  }
  const body =
    operation.body && JSON.stringify(operation.body.examples[0] ?? validValue(operation.body.schema, api, random));
  const { host } = new URL(url);
  const lines = [
    `${operation.method} ${path}${query.size > 0 ? `?${query}` : ''} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body ? ['Content-Type: application/json'] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
