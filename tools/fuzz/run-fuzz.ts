import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import { openAsker, type Place } from './askers.ts';
import { controlBreaches, makeControlBatch } from './control-batches.ts';
import { findIds } from './find-ids.ts';
import { openForeignStore } from './foreign-store.ts';
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
  /** How often each status was answered, by who asked. */
  readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>;
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
/** After these who asks is nobody any more, or somebody else: they are tried by `--only`. */
const changesWhoAsks: ReadonlySet<string> = new Set([
  'POST /v1/auth/sign-out',
  'POST /v1/auth/refresh',
  'DELETE /v1/me/sessions/{id}',
  'DELETE /v1/api-keys/{id}',
  'PATCH /v1/members/{id}',
  'DELETE /v1/members/{id}',
  'POST /v1/users/{id}/deactivate',
  'PUT /v1/team/second-factor',
]);

/** The whole exercise; leaves nothing running. The data folder is the caller's. */
export async function runFuzz({
  dataDir,
  print,
  requests,
  seed,
  only,
  askers: names,
}: FuzzOptions & { dataDir: string; print: (line: string) => void }): Promise<FuzzSummary> {
  const startedAt = performance.now();
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: withoutRateLimits });
  try {
    const { url } = product;
    const { storeId, apiKey } = await openStore({ url, adminKey, name: 'Fuzz', timeScale: 60 });
    const foreign = await openForeignStore({ url, adminKey });
    const api = readDocument(await (await fetch(`${product.url}/openapi.json`)).json());
    const operations = api.operations.filter(({ method, path }) => {
      const name = `${method} ${path}`;
      return only === undefined ? !changesWhoAsks.has(name) : name.includes(only);
    });
    const [first, ...others] = operations;
    if (!first) throw new Error('no operation of the API fits --only');
    const place: Place = { url, adminKey, storeId, storeKey: apiKey };
    const [firstName, ...otherNames] = names;
    const askers = [
      await openAsker(firstName, place),
      ...(await inTurn(otherNames, (name) => openAsker(name, place))),
    ] as const;
    const idsOf = (key: string) => findIds(api, { url, headers: { authorization: `Bearer ${key}` } });
    const around: Surroundings = {
      askers: [...askers],
      knownIds: await idsOf(apiKey),
      foreign: { ...foreign, knownIds: await idsOf(foreign.apiKey) },
    };
    print(`${operations.length} operations at ${url}, ${requests} requests as ${names.join(', ')}, seed ${seed}.`);

    const random = createSeededRandom(seed);
    const statuses: Record<string, Record<string, number>> = {};
    const breaches: Breach[] = [];
    let sent = 0;
    let batches = 0;
    const work = async (): Promise<void> => {
      while (sent < requests) {
        const number = sent++;
        if (number % controlBatchesEvery === 0) {
          batches += 1;
          breaches.push(...(await tryControlBatches(place, number, createSeededRandom(seed + number))));
        }
        for (const asker of askers) await asker.keepSignedIn();
        const request = makeRequest(random.pick([first, ...others]), api, around, random);
        const answer = await send(url, request);
        const ofAsker = statuses[request.asker] ?? {};
        statuses[request.asker] = { ...ofAsker, [answer.status]: (ofAsker[answer.status] ?? 0) + 1 };
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
  { url, storeKey }: Place,
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

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
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

function shown({ operation, target, asker, broken, body }: FuzzRequest): string {
  const text = body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  return `${operation.method} ${target.slice(0, bodyShownMax)} (as ${asker}, broken: ${broken}) ${text.slice(0, bodyShownMax)}`;
}

function linesOf({ requests, controlBatches, tookMs, statuses, breaches }: FuzzSummary): readonly string[] {
  const counts = Object.entries(statuses).map(([asker, byStatus]) => {
    const each = Object.entries(byStatus).map(([status, count]) => `${status} × ${count}`);
    return `  ${asker}: ${each.join(', ')}`;
  });
  return [
    `${requests} broken requests and ${controlBatches} batches with a broken item in ${(tookMs / 1_000).toFixed(0)} s:`,
    ...counts,
    ...breaches.slice(0, breachesShownMax).map(({ what, request }) => `✗ ${what}\n    ${request}`),
    breaches.length === 0 ? '✓ no breach' : `✗ ${breaches.length} breaches`,
  ];
}
