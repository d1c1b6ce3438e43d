import { randomUUID } from 'node:crypto';
import type { Logger } from '../runtime/logging.ts';
import type { SecretSourceError } from '../runtime/secrets/secret-source.ts';
import { type Listening, listen } from './listen.ts';

const retryMs = 2_000;

export interface WaitingRoom {
  /** Says why, and resolves when it is time to try again. */
  readonly onAway: (error: SecretSourceError) => Promise<void>;
  /** Gives the port back to the API. */
  close(): Promise<void>;
}

/**
 * What a process does that was started while its secrets cannot be had: it waits and says so. Where it is to serve the API, the port
 * answers meanwhile, alive and not ready, so that no probe ends a process that would go on by itself.
 */
export function createWaitingRoom({
  log,
  address,
}: {
  readonly log: Logger;
  /** Null: this process has no port. */
  readonly address: { readonly host: string; readonly port: number } | null;
}): WaitingRoom {
  let server: Promise<Listening> | undefined;
  let told: string | undefined;
  let sinceMs = Date.now();
  return {
    async onAway(error) {
      if (told !== error.code) {
        told = error.code;
        sinceMs = Date.now();
        log.warn({ code: error.code, reason: error.message }, 'waiting for the secrets');
      }
      if (address) server ??= listen({ ...address, fetch: (request) => answerWaiting(request, { error, sinceMs }) });
      await server;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    },
    async close() {
      await (await server)?.stop(0);
      if (told) log.info('the secrets are there');
    },
  };
}

function answerWaiting(
  request: Request,
  { error, sinceMs }: { readonly error: SecretSourceError; readonly sinceMs: number },
): Response {
  switch (new URL(request.url).pathname) {
    case '/healthz':
      return Response.json({ status: 'ok' });
    case '/readyz':
      return Response.json(
        {
          status: 'unavailable',
          checks: { secrets: { ok: false, latencyMs: Date.now() - sinceMs } },
          log: null,
        },
        { status: 503 },
      );
    default:
      return Response.json(
        {
          error: {
            code: 'unavailable',
            message: `This process waits for its secrets (${error.code}).`,
            requestId: randomUUID(),
          },
        },
        { status: 503, headers: { 'retry-after': '5' } },
      );
  }
}
