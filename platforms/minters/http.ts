import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sameCode } from '../../domain/offers/code-name.ts';
import { signStandardWebhook } from '../../runtime/standard-webhook.ts';
import { PlatformApiError } from '../clients/platform-client.ts';
import { type Posted, postOnce } from '../clients/post-once.ts';
import { type CodeLook, defineMinter, type MintAnswer, type RevokeAnswer } from './minter.ts';

/** How much of an answer is read, in bytes. */
const answerBytesMax = 4_096;

const minted = z.looseObject({ code: z.string() });
const looked = z.looseObject({ state: z.enum(['usable', 'used', 'gone']) });

/**
 * Asks an address of the store's own, signed as Standard Webhooks say: `{ "action": "mint", "code": … }` is answered by the
 * code as it stands in the shop, or by 409 where the code is there already. `look` and `revoke` may be answered by 404 or
 * 501: then nobody can tell, or take back.
 */
export const httpMinter = defineMinter({
  name: 'http',
  title: 'HTTP',
  needs: { kind: 'address' },
  open: ({ allowLoopback, access: { url, token: secret }, now }) => {
    async function post(
      action: string,
      fields: { readonly code: string; readonly [field: string]: unknown },
      signal: AbortSignal,
    ): Promise<Posted> {
      const body = JSON.stringify({ action, ...fields });
      // The same request again is the same message.
      const id = createHash('sha256').update(`${action}/${fields.code}`).digest('hex').slice(0, 32);
      const timestamp = String(Math.floor(now() / 1_000));
      const signature = signStandardWebhook({ id, timestamp, body: Buffer.from(body) }, secret);
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      return postOnce({ url: new URL(url), headers, body, signal, answerBytesMax }, { allowLoopback });
    }
    return {
      async mint({ expiresAt, ...order }, signal): Promise<MintAnswer> {
        const posted = await answered(post('mint', { ...order, expiresAt: new Date(expiresAt).toISOString() }, signal));
        if ('failed' in posted) return posted.failed;
        const { status } = posted;
        if (status === 409) return { kind: 'minted' };
        if (status === 408 || status === 429 || status >= 500) return { kind: 'unknown', reason: `http_${status}` };
        if (status < 200 || status > 299) return { kind: 'refused', reason: `http_${status}` };
        const said = minted.safeParse(jsonOf(posted));
        if (!said.success) return { kind: 'unknown', reason: 'answer_unreadable' };
        return sameCode(said.data.code, order.code)
          ? { kind: 'minted' }
          : { kind: 'refused', reason: 'another_code_returned' };
      },
      async look(code, signal): Promise<CodeLook> {
        const posted = await answered(post('look', { code }, signal));
        const said = 'failed' in posted || posted.status !== 200 ? null : looked.safeParse(jsonOf(posted));
        return { kind: said?.success ? said.data.state : 'unknown' };
      },
      async revoke(code, signal): Promise<RevokeAnswer> {
        const posted = await answered(post('revoke', { code }, signal));
        if ('failed' in posted) return { kind: 'unknown' };
        const { status } = posted;
        if (status >= 200 && status < 300) return { kind: 'revoked' };
        return { kind: status === 404 || status === 405 || status === 501 ? 'impossible' : 'unknown' };
      },
    };
  },
});

async function answered(posting: Promise<Posted>): Promise<Posted | { readonly failed: MintAnswer }> {
  try {
    return await posting;
  } catch (error) {
    if (!(error instanceof PlatformApiError)) throw error;
    return {
      failed:
        error.problem === 'strange'
          ? { kind: 'refused', reason: 'address_forbidden' }
          : { kind: 'unknown', reason: 'unreachable' },
    };
  }
}

function jsonOf({ answer }: Posted): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return null;
  }
}
