import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { checkSignatures, signatureFindings } from '../../../domain/sender-domain/signed-headers.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** Headers are some kilobytes; what a mail holds behind them is not read. */
const sourceLengthMax = 200_000;

const inputSchema = z
  .strictObject({
    source: z.string().min(1).max(sourceLengthMax).openapi({
      description: 'The source of a message as it arrived, or its headers alone. Nothing of it is kept.',
    }),
  })
  .openapi('MailSource');

const schema = z
  .object({
    signatures: z
      .array(
        z.object({
          domain: z.string(),
          selector: z.string(),
          aligned: z.boolean().openapi({ description: 'The address of the sender is of this domain or below it.' }),
          signsUnsubscribe: z.boolean().openapi({
            description: 'Both headers of the button to unsubscribe are among those that it signs.',
          }),
        }),
      )
      .readonly(),
    findings: z.array(z.enum(signatureFindings)).readonly(),
  })
  .openapi('SignatureCheck');

const headers =
  'DKIM-Signature: v=1; d=shop.example; s=resend; h=from:list-unsubscribe:list-unsubscribe-post; b=…\nFrom: hello@shop.example';

export function postSignatureCheck({ guard }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/sender-domain/signatures',
    operationId: 'checkSignatures',
    tags: ['Deliverability'],
    summary: 'Look at the source of a message that arrived and say whether its signature holds what mailboxes ask',
    description:
      'Reads which domains signed it and which headers they signed. Whether a signature is true is said by the mailbox (`Authentication-Results`).',
    ...secured(guard, 'stats:read'),
    request: { body: jsonBody(inputSchema, { source: headers }) },
    responses: {
      200: jsonAnswer('What was found', schema, {
        signatures: [{ domain: 'shop.example', selector: 'resend', aligned: true, signsUnsubscribe: true }],
        findings: ['unsubscribe_missing'],
      }),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => c.json(checkSignatures(c.req.valid('json').source), 200),
  });
}
