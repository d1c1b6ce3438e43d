import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../../runtime/backoff.ts';
import { type Answer, askOnce, type Question } from './ask.ts';
import { PlatformApiError } from './platform-client.ts';

/** Asks, and asks again where that helps. Answers null for something that is not there (any more). */
export type Ask = (question: PatientQuestion) => Promise<Answer | null>;

export interface PatientQuestion extends Question {
  /** Throws `PlatformApiError` for an answer that says 200 and is none: GraphQL names its errors inside. */
  readonly judge?: (json: unknown) => void;
}

const attemptsMaxByDefault = 3;
/** A longer wait is not waited for here: whoever asked comes back. */
const waitMsMax = 5_000;
const backoff = { minMs: 500, maxMs: waitMsMax };

export interface AskOptions {
  readonly allowLoopback: boolean;
  /** How often one question is asked, with pauses between. Default: 3. */
  readonly attemptsMax?: number;
  /** Waits; tests do not. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, the share of a pause that is waited. */
  readonly random?: () => number;
}

/**
 * The way to ask every platform alike: what passes by itself is tried a few times with growing pauses, the time that a
 * platform names goes before ours, and what a status means is decided here once. Throws `PlatformApiError`.
 */
export function createAsk({
  allowLoopback,
  attemptsMax = attemptsMaxByDefault,
  wait = waitFor,
  random,
}: AskOptions): Ask {
  return async function ask(question) {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = understand(await askOnce(question, { allowLoopback }));
        if (answer) question.judge?.(answer.json);
        return answer;
      } catch (error) {
        if (!(error instanceof PlatformApiError) || !error.passes || question.signal.aborted) throw error;
        const waitMs = error.retryAfterMs ?? backoffMs(attempt, backoff, random);
        if (attempt >= attemptsMax || waitMs > waitMsMax) throw error;
        await wait(waitMs, question.signal);
      }
    }
  };
}

function understand(answer: Answer): Answer | null {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return answer;
  if (status === 404 || status === 410) return null;
  if (status === 401 || status === 402 || status === 403 || status === 423)
    throw new PlatformApiError('denied', `it answered ${status}: the token is not good for this`);
  if (status === 429) throw new PlatformApiError('busy', 'it answered 429', { retryAfterMs: retryAfterMs(headers) });
  if (status >= 500 || status === 408)
    throw new PlatformApiError('away', `it answered ${status}`, { retryAfterMs: retryAfterMs(headers) });
  throw new PlatformApiError('strange', `it answered ${status}`);
}

/** `Retry-After` in (fractions of) seconds or as a date, and BigCommerce's own header in milliseconds. */
function retryAfterMs(headers: Answer['headers']): number | undefined {
  const reset = Number(headers['x-rate-limit-time-reset-ms'] ?? Number.NaN);
  if (Number.isFinite(reset)) return Math.max(0, reset);
  const text = headers['retry-after'];
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal });
}
