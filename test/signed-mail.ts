import { createHmac, randomUUID } from 'node:crypto';
import type { CallbackRequest } from '../channels/provider-callback.ts';
import { signStandardWebhook } from '../runtime/standard-webhook.ts';
import { mailgunKey } from './signed-callback.ts';

/** The domain whose mail comes to the engine of a test. */
export const inboundDomain = 'in.engine.example';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const url = 'https://engine.example/v1/inbound/email';

/** A mail as a mail server of one's own hands it over. */
function request(mail: string, receivedAtMs = Date.now()): CallbackRequest {
  const body = Buffer.from(mail);
  const [id, timestamp] = [`msg_${randomUUID()}`, String(Math.floor(receivedAtMs / 1_000))];
  const signature = signStandardWebhook({ id, timestamp, body }, secret);
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  return { url, headers: { 'content-type': 'message/rfc822', ...headers }, body, receivedAtMs };
}

export const signedMailRequest = Object.assign(request, { secret });

/** A mail as a route of Mailgun's forwards it. */
export async function mailgunMail(
  mail: string,
  { recipient, token, receivedAtMs = Date.now() }: { recipient: string; token: string; receivedAtMs?: number },
): Promise<CallbackRequest> {
  const timestamp = String(Math.floor(receivedAtMs / 1_000));
  const signature = createHmac('sha256', mailgunKey).update(`${timestamp}${token}`).digest('hex');
  const form = new FormData();
  for (const [name, value] of Object.entries({ recipient, timestamp, token, signature, 'body-mime': mail }))
    form.set(name, value);
  const sent = new Response(form);
  const headers = { 'content-type': sent.headers.get('content-type') ?? '' };
  return { url: `${url}/mailgun/mime`, headers, body: new Uint8Array(await sent.arrayBuffer()), receivedAtMs };
}
