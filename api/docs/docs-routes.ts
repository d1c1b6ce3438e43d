import { type Context, Hono } from 'hono';
import type { ApiEnv } from '../api-deps.ts';
import { docsPage, docsPolicy, docsScript, docsStyle } from './docs-page.ts';
import { swaggerAsset } from './swagger-assets.ts';

const assetCache = 'public, max-age=3600';

/** `GET /docs`: the API's document for people to read and try. */
export function docsRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const asset = (c: Context<ApiEnv>, contentType: string, body: string) =>
    c.body(body, 200, { 'content-type': contentType, 'cache-control': assetCache });
  routes.get('/docs', (c) => c.html(docsPage, 200, { 'content-security-policy': docsPolicy }));
  routes.get('/docs/page.js', (c) => asset(c, 'text/javascript; charset=utf-8', docsScript));
  routes.get('/docs/page.css', (c) => asset(c, 'text/css; charset=utf-8', docsStyle));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'] as const) {
    routes.get(`/docs/${file}`, (c) => {
      const { contentType, body } = swaggerAsset(file);
      return asset(c, contentType, body);
    });
  }
  return routes;
}
