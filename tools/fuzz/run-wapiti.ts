import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { type Caller, credentialsOf } from '../product/sign-in-as.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { installTool, runTool } from './python-tool.ts';
import { withoutRateLimits } from './without-rate-limits.ts';

export interface WapitiOptions {
  readonly dataDir: string;
  /** Longest time for each caller: half of it to look around, half to attack. */
  readonly minutes: number;
  /** One after the other, with the same product and store. */
  readonly callers: readonly Caller[];
}

const wapiti = { wanted: 'wapiti3==3.2.3', program: 'wapiti' };
/**
 * Without those that wait for a server of its authors (`ssrf`, `xxe`, `log4shell`), fetch lists from the network (`wapp`, `nikto`, `htp`)
 * or measure answers that take long (`timesql`): on a machine without the internet they wait for each request.
 */
const modules = [
  ...['cookieflags', 'crlf', 'csp', 'csrf', 'exec', 'file', 'http_headers'],
  ...['methods', 'permanentxss', 'redirect', 'sql', 'xss'],
] as const;
/** Pages have `frame-ancestors` in their content policy, which browsers go by where it is there: the older header says nothing more. */
const saidOtherwise = 'X-Frame-Options is not set';
const answerSecondsMax = 5;
/** After these who asks is nobody any more, or may do nothing. */
const changeWhoAsks = ['/v1/auth/sign-out', '/v1/auth/refresh', '/v1/me/sessions/*', '/v1/team/second-factor'] as const;

const findings = z.record(z.string(), z.array(z.object({ method: z.string(), path: z.string(), info: z.string() })));
/** Failures of ours are anomalies to it. */
const report = z.object({ vulnerabilities: findings, anomalies: findings });

/** Pages and API attacked by wapiti, as each caller in one store. Prints what it found; true when that is nothing. */
export async function runWapiti({ dataDir, minutes, callers }: WapitiOptions): Promise<boolean> {
  const program = installTool(wapiti);
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { url } = product;
    const { storeId } = await openStore({ url, adminKey, name: 'Scanned', timeScale: 60 });
    const documentFile = join(dataDir, 'openapi.json');
    writeFileSync(documentFile, await (await fetch(`${url}/openapi.json`)).text());
    let found = 0;
    for (const caller of callers) {
      const { headers, accessToken } = await credentialsOf(caller, { url, adminKey, storeId });
      const carried = accessToken === null ? headers : { ...headers, Cookie: `crk_access=${accessToken}` };
      const reportFile = join(dataDir, `wapiti-${caller}.json`);
      const scanSeconds = Math.max(1, Math.round(minutes * 30));
      // It counts for each kind of attack by itself.
      const attackSeconds = Math.max(1, Math.round(scanSeconds / modules.length));
      const output = await runTool(
        program,
        [
          ...['--url', `${url}/`, '--scope', 'folder', '--swagger', documentFile, '--module', modules.join()],
          ...Object.entries(carried).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
          ...['--max-scan-time', String(scanSeconds), '--max-attack-time', String(attackSeconds)],
          ...changeWhoAsks.flatMap((path) => ['--exclude', `${url}${path}`]),
          ...['--timeout', String(answerSecondsMax), '--max-links-per-page', '100', '--max-files-per-dir', '200'],
          ...[
            '--flush-session',
            '--store-session',
            dataDir,
            '--store-config',
            dataDir,
            '--no-bugreport',
            '--verify-ssl',
            '0',
          ],
          ...['--format', 'json', '--output', reportFile],
        ],
        dataDir,
      );
      // What it cannot begin with must not pass for what it found nothing in.
      if (!existsSync(reportFile)) throw new Error(`wapiti made no report as ${caller}:\n${output.slice(-2_000)}`);
      const { vulnerabilities, anomalies } = report.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
      const all = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, each]) =>
        each.filter(({ info }) => info !== saidOtherwise).map((one) => ({ kind, ...one })),
      );
      console.log(`As ${caller}: ${all.length} findings`);
      for (const { kind, method, path, info } of all) console.log(`✗ ${kind}: ${method} ${path}: ${info}`);
      found += all.length;
    }
    return found === 0;
  } finally {
    await product.stop();
  }
}
