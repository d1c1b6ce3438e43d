import type { Database } from '../../../db/postgres/tenancy.ts';
import { secondMs } from '../../../domain/duration.ts';
import { type AttemptResult, afterAttempt, type OutgoingState } from '../../../domain/outgoing/delivery-attempt.ts';
import { PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { postOnce } from '../../../platforms/clients/post-once.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { signStandardWebhook } from '../../../runtime/standard-webhook.ts';
import { openSecrets, validSecrets } from '../../ingest/integrations/sealed-secrets.ts';
import { outgoingBody } from '../event-catalogue.ts';
import { giveBack, noteHealth, settle } from './settle.ts';
import type { TakenDelivery } from './take-due.ts';

export const attemptLimits = {
  /** How long one attempt may take. */
  timeoutMs: 15 * secondMs,
  /** Longer than an attempt and its settling: who is killed with one in hand is followed after this. */
  leaseMs: 30 * secondMs,
  /** How much of an answer is kept. */
  answerBytesMax: 1_024,
} as const;

export interface AttemptDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly sealer: Sealer;
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random?: () => number;
}

/** `given_back`: the process stops, and another attempt is made elsewhere. */
export type AttemptOutcome = { readonly state: OutgoingState | 'given_back'; readonly reason: string | null };

/** Tries a delivery once, writes down what came of it, and what it says of its endpoint. */
export async function attemptDelivery(
  deps: AttemptDeps,
  taken: TakenDelivery,
  stopping: AbortSignal,
): Promise<AttemptOutcome> {
  if (!taken.endpoint.isActive) {
    const ended = { state: 'ended', reason: 'endpoint_off' } as const;
    await settle(deps, taken, ended);
    return ended;
  }
  const { result, ...seen } = await post(deps, taken, stopping);
  if (stopping.aborted && result.kind === 'away') {
    await giveBack(deps, taken);
    return { state: 'given_back', reason: null };
  }
  const next = afterAttempt(result, { attempts: taken.attempts, random: deps.random ?? Math.random });
  const outcome =
    next.kind === 'delivered'
      ? ({ state: 'delivered', reason: null } as const)
      : next.kind === 'retry'
        ? ({ state: 'waiting', reason: next.reason, dueAtMs: deps.now() + next.afterMs } as const)
        : ({ state: 'failed', reason: next.reason } as const);
  await settle(deps, taken, { ...outcome, ...seen });
  // What a person only tried says nothing against an endpoint.
  if (next.kind === 'delivered' || !taken.isTest)
    await noteHealth(deps, taken, { ok: next.kind === 'delivered', gone: next.kind === 'failed' && next.gone });
  return { state: outcome.state, reason: outcome.reason };
}

interface Seen {
  readonly result: AttemptResult;
  readonly statusCode: number | null;
  readonly durationMs: number;
  readonly answer: string | null;
}

async function post(
  { sealer, allowLoopback, now }: AttemptDeps,
  { storeId, endpointId, eventId, createdAtMs, endpoint, ...event }: TakenDelivery,
  signal: AbortSignal,
): Promise<Seen> {
  const body = outgoingBody({ ...event, storeId, atMs: createdAtMs });
  const nowMs = now();
  const opened = openSecrets(sealer, { storeId, id: endpointId, secrets: endpoint.secrets });
  const secrets = validSecrets(opened, endpoint.previousSecretUntil, nowMs);
  const signed = { id: eventId, timestamp: String(Math.floor(nowMs / 1_000)), body: Buffer.from(body) };
  const headers = {
    'webhook-id': signed.id,
    'webhook-timestamp': signed.timestamp,
    'webhook-signature': secrets.map((secret) => signStandardWebhook(signed, secret)).join(' '),
  };
  const { timeoutMs, answerBytesMax } = attemptLimits;
  const since = performance.now();
  const tookMs = (): number => Math.round(performance.now() - since);
  try {
    const posted = await postOnce(
      { url: new URL(endpoint.url), headers, body, signal, timeoutMs, answerBytesMax },
      { allowLoopback },
    );
    return {
      result: { kind: 'answered', status: posted.status, retryAfterMs: posted.retryAfterMs },
      ...{ statusCode: posted.status, durationMs: tookMs(), answer: storableText(posted.answer) },
    };
  } catch (error) {
    if (!(error instanceof PlatformApiError)) throw error;
    const result: AttemptResult =
      error.problem === 'strange' ? { kind: 'forbidden' } : { kind: 'away', timedOut: isTimeout(error.cause) };
    return { result, statusCode: null, durationMs: tookMs(), answer: null };
  }
}

/** The runtime wraps the reason of the signal. */
function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'TimeoutError' || isTimeout(cause.cause));
}

/** Bytes that are no text, or cut a letter in two, become replacement characters; PostgreSQL keeps no NUL. */
function storableText(answer: Buffer): string {
  return answer.toString('utf8').replaceAll('\0', '\uFFFD');
}
