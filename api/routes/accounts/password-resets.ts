import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import {
  passwordResetRequest,
  requestPasswordReset,
  resetLifeMs,
} from '../../../services/accounts/password-resets/request.ts';
import {
  resetPassword,
  resetPasswordInput,
  showPasswordReset,
} from '../../../services/accounts/password-resets/use.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { gone, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { tokenParams } from './account-schemas.ts';
import { asStranger } from './stranger.ts';

const askedSchema = z
  .object({
    status: z.literal('asked').openapi({ description: 'The same whether there is such an account or not.' }),
    linkLifeMs: z.int(),
  })
  .openapi('AskedPasswordReset');
const asked = { status: 'asked', linkLifeMs: resetLifeMs } as const;

const shownSchema = z.object({ expiresAt: momentSchema }).openapi('PasswordReset');

export function postPasswordResets(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/password-resets',
    operationId: 'requestPasswordReset',
    tags: ['Accounts'],
    summary: 'Ask for a mail with a link to a new password',
    description: 'It goes to those who have an account. The answer and its time are the same for everybody.',
    security: [],
    request: {
      body: jsonBody(passwordResetRequest.openapi('PasswordResetRequest'), { email: 'ada@shop.example' }),
    },
    responses: { 202: jsonAnswer('Who has an account gets a mail', askedSchema, asked), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      await asStranger(c, deps, () => requestPasswordReset(deps.accounts, c.req.valid('json')), { costs: 'always' });
      return c.json(asked, 202);
    },
  });
}

export function getPasswordReset(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/auth/password-resets/{token}',
    operationId: 'showPasswordReset',
    tags: ['Accounts'],
    summary: 'Look at a link to a new password',
    description: 'Uses nothing up: programs that look through mail may open it.',
    security: [],
    request: { params: tokenParams },
    responses: {
      200: jsonAnswer('It works until then', shownSchema, { expiresAt: '2026-11-27T10:30:00.000Z' }),
      ...readErrors,
      ...gone,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(await asStranger(c, deps, () => showPasswordReset(deps.accounts, c.req.valid('param').token)), 200),
  });
}

export function postPasswordReset(deps: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/password-resets/{token}',
    operationId: 'resetPassword',
    tags: ['Accounts'],
    summary: 'Set a new password by a link',
    description: 'Ends all sessions of the account and signs nobody in; second factors stay. Works once.',
    security: [],
    request: {
      params: tokenParams,
      body: jsonBody(resetPasswordInput.openapi('NewPassword'), { password: 'a long sentence only I know' }),
    },
    responses: { 204: { description: 'Set' }, ...writeErrors, ...gone },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { token } = c.req.valid('param');
      await asStranger(c, deps, () => resetPassword(deps.accounts, { token, ...c.req.valid('json') }));
      return c.body(null, 204);
    },
  });
}
