import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { receiveMail } from '../../../services/messaging/callbacks/receive-mail.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import type { RouteDeps } from '../../route-deps.ts';

const answerSchema = z.object({ status: z.enum(['kept', 'duplicate']) }).openapi('InboundMailAnswer');
const answers = {
  200: jsonAnswer('Kept, now or before', answerSchema, { status: 'kept' as const }),
  ...errorResponses(
    'bad_request',
    'unauthenticated',
    'not_found',
    'payload_too_large',
    'unsupported_media_type',
    'invalid',
    'rate_limited',
    'internal',
    'unavailable',
  ),
} as const;

/** Where mail that people wrote back comes in. The answer says that it is kept; what follows comes after. */
export function inboundMailRoutes(deps: RouteDeps) {
  const taken = deps.metrics.counter({
    name: 'inbound_mails_received_total',
    help: 'Mails that were handed over: kept, or a duplicate of a kept one.',
    labels: ['kind'],
  });
  const take = async (c: Context<ApiEnv>, provider: string | null) => {
    const { database, callbackOf = () => undefined, inboundMail: settings = {}, now } = deps;
    const { pathname, search } = new URL(c.req.url);
    const request = {
      url: `${deps.integrations.publicUrl}${pathname}${search}`,
      headers: c.req.header(),
      body: new Uint8Array(await c.req.arrayBuffer()),
      receivedAtMs: now(),
    };
    const address = addressOfRequest(c, deps.clientAddressOf);
    const onUnsigned = () => deps.addressLimits.spend('unsigned_callbacks', address, 1);
    const status = await receiveMail({ database, callbackOf, settings }, { provider, request, onUnsigned });
    taken.add({ kind: status });
    return { status };
  };
  const signed = createRoute({
    method: 'post',
    path: '/v1/inbound/email',
    operationId: 'receiveMail',
    tags: ['Messages'],
    summary: 'Take in a mail that somebody wrote to this installation, as it came',
    description:
      'The body is the mail of RFC 5322 in its own bytes, signed with `INBOUND_EMAIL_SECRET` by the scheme of Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`). No store and no API key is involved: whom it is about stands in its recipient.',
    security: [],
    request: {
      body: {
        required: true,
        content: {
          'message/rfc822': {
            schema: z.string().openapi({ format: 'binary' }),
            example:
              'From: ada@example.com\r\nTo: reply@in.shop.example\r\nSubject: Re: Your cart\r\n\r\nDo you ship to Graz?\r\n',
          },
        },
      },
    },
    responses: answers,
  });
  const ofProvider = createRoute({
    method: 'post',
    path: '/v1/inbound/email/{provider}/mime',
    operationId: 'receiveMailOfProvider',
    tags: ['Messages'],
    summary: 'Take in a mail that a provider took for this installation',
    description:
      'For a route of Mailgun’s that forwards to this address: a form with `body-mime`, signed as its webhooks are.',
    security: [],
    request: {
      params: z.object({
        provider: z.string().openapi({ param: { name: 'provider', in: 'path' }, example: 'mailgun' }),
      }),
    },
    responses: answers,
  });
  return [
    defineOpenAPIRoute<typeof signed, ApiEnv>({
      route: signed,
      handler: async (c) => c.json(await take(c, null), 200),
    }),
    defineOpenAPIRoute<typeof ofProvider, ApiEnv>({
      route: ofProvider,
      handler: async (c) => c.json(await take(c, c.req.valid('param').provider), 200),
    }),
  ] as const;
}
