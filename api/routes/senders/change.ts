import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listCauses } from '../../../domain/suppression-list.ts';
import type { SenderAccount } from '../../../services/messaging/senders/list.ts';
import { listSenders } from '../../../services/messaging/senders/list.ts';
import { importSenderList, reopenSender, setUpSender } from '../../../services/messaging/senders/set-up.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { senderExample, senderParams, senderSchema, shownSender } from './sender-schemas.ts';

/** Accounts that stand in on one channel, and domains that one account signs for. */
const placesMax = 20;
const domainsMax = 100;
/** Characters of one file; the body as a whole is limited too. */
const fileLengthMax = 20_000_000;

type Deps = RouteDeps;

async function theAccount(deps: Deps, { channel, provider }: z.output<typeof senderParams>): Promise<SenderAccount> {
  const { operations, providerNames: configured, providerDefaults: defaults } = deps;
  const accounts = await listSenders(operations, { configured, defaults, nowMs: Date.now() });
  const account = accounts.find((one) => one.channel === channel && one.provider === provider);
  if (!account) throw new ServiceError('not_found', 'No account of this name is configured on this channel.');
  return account;
}

export function putSender(deps: Deps) {
  const body = z.object({
    standsIn: z.int().min(1).max(placesMax).nullable(),
    domains: z
      .array(
        z
          .string()
          .regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/i)
          .max(253),
      )
      .max(domainsMax),
    listIsEmpty: z
      .boolean()
      .optional()
      .openapi({ description: 'The provider has no list of people it does not write to.' }),
  });
  const route = createRoute({
    method: 'put',
    path: '/v1/senders/{channel}/{provider}',
    operationId: 'setUpSender',
    tags: ['Operations'],
    summary: 'Say for whom an account may stand in',
    description:
      'It stands in only while the account that is meant to send is stopped or failing, only before a message was handed over, only for e-mail from a domain that it signs for, and only once its list was imported or is declared empty.',
    ...secured(deps.guard, 'senders:write'),
    request: {
      params: senderParams,
      body: jsonBody(body, { standsIn: 1, domains: ['shop.example'], listIsEmpty: true }),
    },
    responses: { 200: jsonAnswer('The account', senderSchema, senderExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const account = c.req.valid('param');
      const acting = { actor: c.get('actor'), configured: deps.providerNames, nowMs: Date.now() };
      await setUpSender(deps.operations, { ...acting, ...account, ...c.req.valid('json') });
      return c.json(shownSender(await theAccount(deps, account)), 200);
    },
  });
}

export function postSenderReopening(deps: Deps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/senders/{channel}/{provider}/reopen',
    operationId: 'reopenSender',
    tags: ['Operations'],
    summary: 'Let messages go to an account again, now that what was wrong is mended',
    ...secured(deps.guard, 'senders:write'),
    request: { params: senderParams },
    responses: { 200: jsonAnswer('The account', senderSchema, senderExample), ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const account = c.req.valid('param');
      const acting = { actor: c.get('actor'), configured: deps.providerNames, nowMs: Date.now() };
      await reopenSender(deps.operations, { ...acting, ...account });
      return c.json(shownSender(await theAccount(deps, account)), 200);
    },
  });
}

export function putSenderList(deps: Deps) {
  const body = z.object({
    file: z.string().max(fileLengthMax).openapi({
      description: 'The provider’s export as it is: CSV with a header, or JSON with a list.',
    }),
    cause: z.enum(listCauses).nullable().default(null).openapi({
      description:
        'Of everybody in the file; null: the file says it. What was imported for the same cause is replaced.',
    }),
    add: z.boolean().default(false).openapi({ description: 'Another part of the list: nothing is replaced.' }),
  });
  const route = createRoute({
    method: 'put',
    path: '/v1/senders/{channel}/{provider}/list',
    operationId: 'importSenderList',
    tags: ['Operations'],
    summary: 'Take over whom a provider does not write to',
    description: 'Only hashes of the addresses are kept. An import replaces the one before it.',
    ...secured(deps.guard, 'senders:write'),
    request: {
      params: senderParams,
      body: jsonBody(body, {
        file: 'email,reason\nada@example.com,550 5.1.1 no such user\n',
        cause: 'bounce',
        add: false,
      }),
    },
    responses: {
      200: jsonAnswer('How many are on the file', z.object({ entries: z.int() }), { entries: 214 }),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const acting = { actor: c.get('actor'), configured: deps.providerNames, nowMs: Date.now() };
      const entries = await importSenderList(deps.operations, {
        ...acting,
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return c.json({ entries }, 200);
    },
  });
}
