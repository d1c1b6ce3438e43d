import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { listSecondFactors } from '../../../services/accounts/second-factors/list.ts';
import { beginPasskey, confirmPasskey, removePasskey } from '../../../services/accounts/second-factors/passkeys.ts';
import { beginTotp, confirmTotp, removeTotp } from '../../../services/accounts/second-factors/totp.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkFresh } from '../../auth/check-fresh.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, gone, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  addedPasskeySchema,
  begunPasskeyExample,
  begunPasskeySchema,
  begunTotpExample,
  begunTotpSchema,
  newPasskeyExample,
  newPasskeySchema,
  secondFactorsExample,
  secondFactorsSchema,
  totpCodeSchema,
} from './second-factor-schemas.ts';

const path = '/v1/me/second-factors';
const tags = ['Accounts'];

export function getSecondFactors({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'listSecondFactors', tags },
    summary: 'List your second factors',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('What signing in asks for beside the password', secondFactorsSchema, secondFactorsExample),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await listSecondFactors(accounts, personOf(c)), 200),
  });
}

export function postTotp({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: `${path}/totp`, operationId: 'beginTotp', tags },
    summary: 'Begin to enrol an authenticator app',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('Counts once a code is confirmed', begunTotpSchema, begunTotpExample),
      ...readErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      return c.json(await beginTotp(accounts, personOf(c)), 200);
    },
  });
}

export function postTotpConfirmation({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: `${path}/totp/confirm`, operationId: 'confirmTotp', tags },
    summary: 'Confirm the authenticator app by a code of it',
    ...secured(guard, 'account:write'),
    request: { body: jsonBody(totpCodeSchema, { code: '492039' }) },
    responses: { 204: { description: 'From now on signing in asks for a code' }, ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      await confirmTotp(accounts, { actor: personOf(c).actor, code: c.req.valid('json').code });
      return c.body(null, 204);
    },
  });
}

export function deleteTotp({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'delete', path: `${path}/totp`, operationId: 'removeTotp', tags },
    summary: 'Remove the authenticator app',
    ...secured(guard, 'account:write'),
    responses: { 204: { description: 'Removed, now or before' }, ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      await removeTotp(accounts, personOf(c));
      return c.body(null, 204);
    },
  });
}

export function postPasskeys({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: `${path}/passkey-options`, operationId: 'beginPasskey', tags },
    summary: 'Begin to enrol a passkey',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('For `startRegistration`', begunPasskeySchema, begunPasskeyExample),
      ...readErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      const { challenge, options } = await beginPasskey(accounts, personOf(c));
      return c.json({ challenge, options: { ...options } }, 200);
    },
  });
}

export function postPasskeyConfirmation({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: `${path}/passkeys`, operationId: 'confirmPasskey', tags },
    summary: 'Keep the passkey that the browser made',
    ...secured(guard, 'account:write'),
    request: { body: jsonBody(newPasskeySchema, newPasskeyExample) },
    responses: {
      201: jsonAnswer('Kept', addedPasskeySchema, { id: secondFactorsExample.passkeys[0].id }),
      ...writeErrors,
      ...conflict,
      ...gone,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(await confirmPasskey(accounts, { actor: personOf(c).actor, ...c.req.valid('json') }), 201),
  });
}

export function deletePasskey({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'delete', path: `${path}/passkeys/{id}`, operationId: 'removePasskey', tags },
    summary: 'Remove a passkey',
    ...secured(guard, 'account:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Removed' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      await removePasskey(accounts, { actor: personOf(c).actor, passkeyId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
