import { z } from 'zod';
import { PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { type Posted, postOnce } from '../../../platforms/clients/post-once.ts';
import { draftLimits, type ModelEndpoint } from './draft-deps.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Why there is no answer. Codes are part of the API: add, never rename. */
export const modelFailures = {
  away: 'The model cannot be reached.',
  forbidden_address: 'The address of the model leads to a network that must not be asked.',
  slow: 'The model took longer than it may.',
  busy: 'The model has too much to do, or its account has used what it may.',
  broken: 'The server of the model failed.',
  denied: 'The server of the model refused the key.',
  refused:
    'The server of the model refused the request: its address, the name of the model, or JSON schemas, which it has to support.',
  too_large: 'The answer of the model was larger than it may be.',
  strange: 'The server answered something that is not the answer of a model.',
} as const;
export type ModelFailure = keyof typeof modelFailures;

export type ModelAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: ModelFailure; readonly status: number | null };

export interface AskModel {
  readonly endpoint: ModelEndpoint;
  readonly messages: readonly ChatMessage[];
  /** JSON schema that the answer has to have. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** A store's own endpoint is asked on the public internet only. */
  readonly isOwn: boolean;
  readonly allowLoopback: boolean;
  readonly signal: AbortSignal;
}

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** Asks once, and never again by itself: what to do about a failure is for the person to decide. */
export async function askModel(ask: AskModel): Promise<ModelAnswer> {
  const { endpoint, messages, schema, timeoutMs, isOwn, allowLoopback } = ask;
  const tooLate = AbortSignal.timeout(timeoutMs);
  try {
    const posted = await postOnce(
      {
        url: new URL(`${endpoint.url}/chat/completions`),
        headers: endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` },
        body: JSON.stringify({
          ...{ model: endpoint.model, messages, max_tokens: draftLimits.answerTokensMax },
          response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
        }),
        signal: AbortSignal.any([ask.signal, tooLate]),
        timeoutMs,
        // One more than is taken, to tell what is larger.
        answerBytesMax: draftLimits.answerBytesMax + 1,
      },
      { allowLoopback, allowAll: !isOwn },
    );
    // What came before the time was over is only a part.
    return tooLate.aborted ? failed('slow', null) : read(posted);
  } catch (error) {
    if (tooLate.aborted || isTimeout(error)) return failed('slow', null);
    if (error instanceof PlatformApiError) return failed(failureOf(error), null);
    throw error;
  }
}

function read({ status, answer }: Posted): ModelAnswer {
  if (status < 200 || status >= 300) return failed(statusFailure(status), status);
  if (answer.length > draftLimits.answerBytesMax) return failed('too_large', status);
  const body = completion.safeParse(parsed(answer.toString('utf8')));
  const [choice] = body.data?.choices ?? [];
  const text = choice?.message.content;
  return typeof text === 'string' ? { kind: 'text', text } : failed('strange', status);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed(reason: ModelFailure, status: number | null): ModelAnswer {
  return { kind: 'failed', reason, status };
}

function statusFailure(status: number): ModelFailure {
  if (status === 401 || status === 403) return 'denied';
  if (status === 429) return 'busy';
  if (status >= 500) return 'broken';
  return status >= 400 ? 'refused' : 'strange';
}

/** The guarded look-up refuses an address after the name was looked up, so that it comes as the cause. */
function failureOf(error: PlatformApiError): ModelFailure {
  return error.problem === 'strange' ? 'forbidden_address' : 'away';
}

function isTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return (
    cause instanceof Error && (cause.name === 'TimeoutError' || (cause as NodeJS.ErrnoException).code === 'ETIMEDOUT')
  );
}
