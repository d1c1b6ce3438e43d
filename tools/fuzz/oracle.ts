import { z } from 'zod';
import type { FuzzRequest } from './make-request.ts';

/** What came back; `status` 0 means no answer at all. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly requestId: string | null;
  readonly text: string;
}

const envelope = z.object({
  error: z.object({ code: z.string(), message: z.string(), path: z.string().optional(), requestId: z.string() }),
});

/** Refusals that any route may give before its own rules are asked. */
const general: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 413, 414, 415, 422, 429, 431]);
/** Words of our inside that no caller may read. */
const inside =
  /node_modules|at file:|Failed query|select .* from |duplicate key value|\/workers\/|PostgresError|ECONNREFUSED/i;

/** What is wrong with an answer, in a sentence each; none when it is as documented. */
export function oracle({ operation, keyed, broken, hidden }: FuzzRequest, answer: FuzzAnswer): readonly string[] {
  if (answer.status === 0) return [`no answer: ${answer.text}`];
  const breaches: string[] = [];
  if (answer.status >= 500) breaches.push(`${answer.status} is a failure of ours`);
  if (!operation.answers.has(answer.status) && !general.has(answer.status))
    breaches.push(`${answer.status} is not documented`);
  if (operation.needsKey && !keyed && broken === 'nothing' && answer.status !== 401) {
    breaches.push(`${answer.status} without a key`);
  }
  if (hidden !== null && answer.text.includes(hidden)) breaches.push('a row of another store');
  if (inside.test(answer.text)) breaches.push('the answer shows our inside');
  // Answers before any route of ours, e.g. to a broken request line, are Node's own.
  if (answer.status >= 400 && answer.status !== 431) breaches.push(...envelopeBreaches(answer));
  return breaches;
}

function envelopeBreaches({ text, contentType, requestId }: FuzzAnswer): readonly string[] {
  if (!contentType.startsWith('application/json')) return [`an error as ${contentType || 'nothing'}`];
  const parsed = envelope.safeParse(parseJson(text));
  if (!parsed.success) return ['an error without the shape of an error'];
  return parsed.data.error.requestId === requestId ? [] : ['the error and its header name different requests'];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
