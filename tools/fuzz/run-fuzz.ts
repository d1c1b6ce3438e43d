import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import { controlBreaches, makeControlBatch } from './control-batches.ts';
import { findKnownIds } from './find-known-ids.ts';
import { type FuzzRequest, makeRequest, type Surroundings } from './make-request.ts';
import { readDocument } from './operations.ts';
import type { FuzzOptions } from './options.ts';
import { type FuzzAnswer, oracle } from './oracle.ts';
import { withoutRateLimits } from './without-rate-limits.ts';

export interface FuzzSummary {
  readonly requests: number;
  readonly controlBatches: number;
  readonly seed: number;
  readonly tookMs: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly breaches: readonly Breach[];
}
interface Breach {
  readonly what: string;
  /** How to send it again. */
  readonly request: string;
}

const parallel = 16;
const answerTimeoutMs = 30_000;
/** One batch with controlBatches for so many broken requests. */
const controlBatchesEvery = 20;
const breachesShownMax = 20;
const bodyShownMax = 400;

/** The whole exercise; leaves nothing running. The data folder is the caller's. */
export async function runFuzz({
  dataDir,
  print,
  requests,
  seed,
  only,
}: FuzzOptions & { dataDir: string; print: (line: string) => void }): Promise<FuzzSummary> {
  const startedAt = performance.now();
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { storeId, apiKey } = await openStore({ url: product.url, adminKey, name: 'Fuzz', timeScale: 60 });
    const api = readDocument(await (await fetch(`${product.url}/openapi.json`)).json());
    const operations = api.operations.filter(
      ({ method, path }) => only === undefined || `${method} ${path}`.includes(only),
    );
    const [first, ...others] = operations;
    if (!first) throw new Error('no operation of the API fits --only');
    const knownIds = await findKnownIds({ url: product.url, storeKey: apiKey, storeId });
    const around: Surroundings = { storeKey: apiKey, adminKey, storeId, knownIds };
    print(`${operations.length} operations at ${product.url}, ${requests} requests, seed ${seed}.`);

    const random = createSeededRandom(seed);
    const statuses: Record<string, number> = {};
    const breaches: Breach[] = [];
    let sent = 0;
    let batches = 0;
    const work = async (): Promise<void> => {
      while (sent < requests) {
        const number = sent++;
        if (number % controlBatchesEvery === 0) {
          batches += 1;
          breaches.push(...(await tryControlBatches(product.url, around, number, createSeededRandom(seed + number))));
        }
        const request = makeRequest(random.pick([first, ...others]), api, around, random);
        const answer = await send(product.url, request);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        for (const what of oracle(request, answer))
          breaches.push({ what: `${what} – ${answer.text.slice(0, 200)}`, request: shown(request) });
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    const summary = {
      requests,
      controlBatches: batches,
      seed,
      tookMs: Math.round(performance.now() - startedAt),
      statuses,
      breaches,
    };
    for (const line of linesOf(summary)) print(line);
    return summary;
  } finally {
    await product.stop();
  }
}

async function tryControlBatches(
  url: string,
  { storeKey }: Surroundings,
  number: number,
  random: ReturnType<typeof createSeededRandom>,
) {
  const batch = makeControlBatch(number, random);
  const headers = { authorization: `Bearer ${storeKey}`, 'content-type': 'application/json' };
  const post = () =>
    receive(
      fetch(`${url}/v1/events`, {
        method: 'POST',
        headers,
        body: batch.body,
        signal: AbortSignal.timeout(answerTimeoutMs),
      }),
    );
  const first = await post();
  const found = controlBreaches(batch, first, await post());
  return found.map((what): Breach => ({ what, request: `POST /v1/events ${batch.body.slice(0, bodyShownMax)}` }));
}

function send(url: string, { operation, target, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  const signal = AbortSignal.timeout(answerTimeoutMs);
  return receive(fetch(`${url}${target}`, { method: operation.method, headers, body, signal, redirect: 'manual' }));
}

async function receive(response: Promise<Response>): Promise<FuzzAnswer> {
  try {
    const { status, headers, ...rest } = await response.then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }));
    return {
      status,
      contentType: headers.get('content-type') ?? '',
      requestId: headers.get('x-request-id'),
      text: rest.text,
    };
  } catch (error) {
    return {
      status: 0,
      contentType: '',
      requestId: null,
      text: error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error),
    };
  }
}

function shown({ operation, target, broken, body }: FuzzRequest): string {
  const text = body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  return `${operation.method} ${target.slice(0, bodyShownMax)} (broken: ${broken}) ${text.slice(0, bodyShownMax)}`;
}

function linesOf({ requests, controlBatches, tookMs, statuses, breaches }: FuzzSummary): readonly string[] {
  const counts = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
  return [
    `${requests} broken requests and ${controlBatches} batches with a broken item in ${(tookMs / 1_000).toFixed(0)} s: ${counts.join(', ')}`,
    ...breaches.slice(0, breachesShownMax).map(({ what, request }) => `✗ ${what}\n    ${request}`),
    breaches.length === 0 ? '✓ no breach' : `✗ ${breaches.length} breaches`,
  ];
}
