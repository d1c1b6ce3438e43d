import type { SendResult } from '../../../channels/provider.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ReportContent } from '../../../domain/report-content.ts';
import { PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { type Posted, postOnce } from '../../../platforms/clients/post-once.ts';
import { errorCode } from '../../../runtime/error-code.ts';
import { signStandardWebhook } from '../../../runtime/standard-webhook.ts';

export interface ReportPost {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** The same over every attempt: its receiver knows by it what it has already. */
  readonly id: string;
  readonly atMs: number;
  readonly signal: AbortSignal;
}

export type PostReport = (report: ReportPost) => Promise<SendResult>;

/** A receiver of Standard Webhooks drops what it has by its id, so a broken attempt may be repeated for as long as we try. */
export const webhookRecovery = { kind: 'idempotency_key', windowMs: 7 * dayMs } as const;

const nobody: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** What a webhook gets: the numbers as they were counted, money in minor units. */
export function reportBody(
  content: ReportContent,
  {
    isTest,
    ...ids
  }: { readonly storeId: string; readonly reportId: string; readonly runId: string; readonly isTest: boolean },
): string {
  return JSON.stringify({ type: 'report.ready', test: isTest, ...ids, ...content });
}

/** Posts over the guarded way to addresses of others: public ones only, no redirect followed. */
export function createPostReport({ allowLoopback }: { readonly allowLoopback: boolean }): PostReport {
  return async ({ url, secret, body, id, atMs, signal }) => {
    const timestamp = String(Math.floor(atMs / 1_000));
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signStandardWebhook({ id, timestamp, body: Buffer.from(body) }, secret),
    };
    try {
      return resultOf(await postOnce({ url: new URL(url), headers, body, signal }, { allowLoopback }), id);
    } catch (error) {
      if (!(error instanceof PlatformApiError)) throw error;
      if (error.problem === 'strange') return { kind: 'rejected', class: 'permanent', code: 'webhook_forbidden' };
      // Nothing was sent where there was nobody to send it to.
      if (nobody.has(errorCode(error.cause) ?? ''))
        return { kind: 'rejected', class: 'retry', code: 'webhook_unreachable' };
      return { kind: 'unknown', cause: 'webhook_away' };
    }
  };
}

/** Everything but a success is tried again, apart from what its receiver says will never change. */
function resultOf({ status, retryAfterMs }: Posted, providerMessageId: string): SendResult {
  if (status >= 200 && status < 300) return { kind: 'accepted', providerMessageId };
  const code = `http_${status}`;
  const isFinal = status === 410 || (status >= 300 && status < 400);
  if (isFinal) return { kind: 'rejected', class: 'permanent', code };
  return { kind: 'rejected', class: 'retry', code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
