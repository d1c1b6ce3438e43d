import { config } from './script-config.ts';

export interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number;
}

const answerTimeoutMs = 15_000;
/** The language's own, even where a page has put something else in its place. */
const NativePromise = (async () => {})().constructor as PromiseConstructor;

const address = (door: string): string => `${config.url}/v1/browser/${door}?key=${config.key}`;

/**
 * Plain text needs no preflight. `keepalive` lets it go on when the page is left. A page may have broken one of the two
 * ways without an error to see, so repeated attempts take turns.
 */
export function post(door: string, body: string, attempt = 0): Promise<Answer> {
  return new NativePromise((resolve) => {
    const answer = (status: number, text = '', retryAfter?: string | null) =>
      resolve({ status, text, retryAfterMs: Number(retryAfter) * 1_000 || 0 });
    setTimeout(answer, answerTimeoutMs, 0);
    void byOneWay();

    async function byOneWay(): Promise<void> {
      try {
        if (attempt % 2) {
          const request = new XMLHttpRequest();
          request.onloadend = () => answer(request.status, request.responseText);
          request.open('POST', address(door));
          request.send(body);
        } else {
          const response = await fetch(address(door), { method: 'POST', body, keepalive: true, credentials: 'omit' });
          answer(response.status, await response.text(), response.headers.get('retry-after'));
        }
      } catch {
        answer(0);
      }
    }
  });
}

/** For the last moment of a page: the browser takes it over, nobody hears what became of it. */
export function handOverToBrowser(door: string, body: string): void {
  try {
    if (navigator.sendBeacon(address(door), body)) return;
  } catch {
    // Blocked or broken: the other way may still be open.
  }
  void post(door, body);
}
