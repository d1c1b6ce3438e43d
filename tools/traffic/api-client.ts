/** The product's own HTTP API, as a shop's server would call it: JSON in and out, nothing hidden. */
export interface ApiClient {
  /** Throws `ApiError` for every answer that is not 2xx, and for no answer (`status` 0). */
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  patch(path: string, body: unknown): Promise<unknown>;
}

export class ApiError extends Error {
  /** 0: no answer at all. */
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(status: number, message: string, retryAfterMs: number | null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** True when the same request may well succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface ApiClientOptions {
  /** Without a slash at its end, e.g. `http://localhost:3000`. */
  readonly url: string;
  readonly key: string;
  /** Sent as `x-store-id`: lets the operator's key act in one store. */
  readonly storeId?: string;
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 30_000;
const messageLengthMax = 300;

export function createApiClient({ url, key, storeId, timeoutMs = timeoutMsDefault }: ApiClientOptions): ApiClient {
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  if (storeId) headers['x-store-id'] = storeId;

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      throw new ApiError(0, `${method} ${path} got no answer: ${reasonOf(error)}`, null);
    }
    if (response.ok) return text === '' ? null : JSON.parse(text);
    const retryAfterS = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ApiError(
      response.status,
      `${method} ${path} was answered with ${response.status}: ${text.slice(0, messageLengthMax)}`,
      Number.isFinite(retryAfterS) ? retryAfterS * 1_000 : null,
    );
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
  };
}

/** `fetch` hides the reason of a failed connection in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
