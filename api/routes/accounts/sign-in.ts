import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { signIn } from '../../../services/accounts/sessions/sign-in.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { replaceSession } from '../../auth/replace-session.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { signedInExample, signInAnswerSchema, signInExample, signInSchema } from './account-schemas.ts';
import { agentOf, asStranger } from './stranger.ts';

export function postSignIn(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/sign-in',
    operationId: 'signIn',
    tags: ['Accounts'],
    summary: 'Sign in',
    description: 'Begins a session, by two cookies, or asks for the second factor.',
    security: [],
    request: { body: jsonBody(signInSchema, signInExample) },
    responses: { 200: jsonAnswer('Who it is, is known', signInAnswerSchema, signedInExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const known = await asStranger(c, deps, () => signIn(accounts, { ...c.req.valid('json'), agent: agentOf(c) }));
      if (known.kind === 'second_factor') {
        const { challenge, methods } = known;
        return c.json({ status: 'second_factor' as const, challenge, methods: [...methods] }, 200);
      }
      await replaceSession(c, accounts, known.session);
      return c.json({ status: 'signed_in' as const }, 200);
    },
  });
}
