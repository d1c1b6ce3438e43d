import type { Recipe } from './recipe.ts';

const route = `import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';

export function getLamp() {
  const route = createRoute({
    method: 'get',
    path: '/v1/lamp',
    operationId: 'getLamp',
    tags: ['Operations'],
    summary: 'Whether the lamp is lit',
    security: [],
    responses: { 200: jsonAnswer('It is', z.object({ lit: z.literal(true) }), { lit: true as const }) },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({ route, handler: (c) => c.json({ lit: true as const }, 200) });
}
`;

const proof = `import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../openapi/document.ts';
import { apiRoutes } from '../index.ts';

/** Stands for whatever the other routes are made with; none of them is asked. */
const anything: object = new Proxy(() => anything, { get: (_, name) => (name === Symbol.toPrimitive ? () => 1 : anything) });

test('the route is served and described', async () => {
  const app = new OpenAPIHono();
  for (const each of apiRoutes(anything)) if (each.route.path === '/v1/lamp') app.openapi(each.route, each.handler);
  expect(await (await app.request('/v1/lamp')).json()).toEqual({ lit: true });
  expect(openApiDocument(app).paths).toMatchObject({ '/v1/lamp': { get: { operationId: 'getLamp' } } });
});
`;

export const apiRoute: Recipe = {
  name: 'a route',
  first: [{ file: 'api/routes/lamp/get.ts', text: route }],
  listed: [
    {
      file: 'api/routes/index.ts',
      before: 'import { getMessageDetail }',
      text: "import { getLamp } from './lamp/get.ts';\n",
    },
    { file: 'api/routes/index.ts', before: '    getHealthz(),', text: '    getLamp(),\n' },
  ],
  proofs: [{ file: 'api/routes/lamp/get.test.ts', text: proof }],
};
