import { apiErrorOf } from '../api/api-error.ts';
import { data, type paths } from '../api/client.ts';
import type { CurrentStore } from '../app/session.ts';

type Route = paths['/v1/analytics/query']['post'];
export type Question = Route['requestBody']['content']['application/json'];
export type Answer = Route['responses'][200]['content']['application/json'];

/** The API takes no more at once. */
const questionsMax = 40;

interface Asked {
  readonly question: Question;
  readonly signal: AbortSignal;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

const gathering = new Map<string, Asked[]>();

/**
 * Asks one question together with all others that are asked in this moment: a page's figures come by one request, which
 * reads what they have in common once, and not in turns of as many connections as a browser opens.
 */
export function askTogether(store: CurrentStore, question: Question, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = gathering.get(store.id) ?? gather(store);
    asked.push({ question, signal, resolve, reject });
  });
}

function gather(store: CurrentStore): Asked[] {
  const asked: Asked[] = [];
  gathering.set(store.id, asked);
  setTimeout(() => {
    gathering.delete(store.id);
    for (let at = 0; at < asked.length; at += questionsMax) void send(store, asked.slice(at, at + questionsMax));
  });
  return asked;
}

async function send(store: CurrentStore, asked: readonly Asked[]): Promise<void> {
  // Given up once nobody waits for any of them.
  const leaving = new AbortController();
  const leave = (): void => {
    if (asked.every(({ signal }) => signal.aborted)) leaving.abort();
  };
  for (const { signal } of asked) signal.addEventListener('abort', leave, { once: true });
  leave();
  try {
    const body = { questions: asked.map(({ question }) => question) };
    const { answers } = await data(store.api.POST('/v1/analytics/queries', { body, signal: leaving.signal }));
    for (const [index, { resolve, reject }] of asked.entries()) {
      const told = answers[index];
      if (told && 'answer' in told) resolve(told.answer);
      else reject(apiErrorOf(told?.status ?? 0, told));
    }
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}
