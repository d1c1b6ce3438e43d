import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import {
  answerSecondFactor,
  askForPasskey,
  type SecondFactorAnswer,
} from '../../../services/accounts/sessions/second-factor.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { replaceSession } from '../../auth/replace-session.ts';
import { gone, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { signedInExample, signInAnswerSchema } from './account-schemas.ts';
import {
  assertionOptionsExample,
  assertionOptionsSchema,
  challengeExample,
  challengeSchema,
  secondFactorExample,
  secondFactorSchema,
} from './second-factor-schemas.ts';
import { agentOf, asStranger } from './stranger.ts';

export function postSecondFactor(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/second-factor',
    operationId: 'answerSecondFactor',
    tags: ['Accounts'],
    summary: 'Finish signing in by the second factor',
    description: 'By a code of the authenticator app, each of which is good once, or by a passkey.',
    security: [],
    request: { body: jsonBody(secondFactorSchema, secondFactorExample) },
    responses: { 200: jsonAnswer('Signed in', signInAnswerSchema, signedInExample), ...writeErrors, ...gone },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const given = c.req.valid('json');
      const answer: SecondFactorAnswer =
        'code' in given ? { kind: 'totp', code: given.code } : { kind: 'passkey', response: given.passkey };
      const session = await asStranger(c, deps, () =>
        answerSecondFactor(accounts, { challenge: given.challenge, answer, agent: agentOf(c) }),
      );
      await replaceSession(c, accounts, session);
      return c.json({ status: 'signed_in' as const }, 200);
    },
  });
}

export function postPasskeyRequest(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/second-factor/passkey',
    operationId: 'askForPasskey',
    tags: ['Accounts'],
    summary: 'Get what a passkey has to sign',
    security: [],
    request: { body: jsonBody(challengeSchema, challengeExample) },
    responses: {
      200: jsonAnswer('For `startAuthentication`', assertionOptionsSchema, assertionOptionsExample),
      ...writeErrors,
      ...gone,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const options = await asStranger(c, deps, () => askForPasskey(accounts, c.req.valid('json')));
      return c.json({ ...options }, 200);
    },
  });
}
