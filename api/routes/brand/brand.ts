import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import type { Caller } from '../../../domain/actor.ts';

import { checkColours, palettesOf } from '../../../domain/brand/colours.ts';
import { type BrandDeps, type BrandScope, replaceBrand, resetBrand } from '../../../services/state/brands/change.ts';
import { logoInput, replaceLogo } from '../../../services/state/brands/logo.ts';
import { readBrand } from '../../../services/state/brands/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import {
  brandExample,
  brandSchema,
  colourCheckExample,
  colourCheckSchema,
  coloursSchema,
  settingsExample,
  settingsSchema,
  toldBrand,
} from './brand-schemas.ts';

const tags = ['Brand'];
const of = {
  store: { path: '/v1/brand', read: 'store:read', write: 'store:write', name: 'Brand', whose: 'of the store' },
  platform: {
    path: '/v1/platform-brand',
    read: 'operations:read',
    write: 'platform-brand:write',
    name: 'PlatformBrand',
    whose: 'of the installation, for every store that says nothing else',
  },
} as const;
export type BrandScopeName = keyof typeof of;

export function getBrand(deps: RouteDeps, scope: BrandScopeName) {
  const { path, read, name, whose } = of[scope];
  const route = createRoute({
    ...{ method: 'get', path, operationId: `get${name}`, tags },
    summary: `Read the brand ${whose}`,
    ...secured(deps.guard, read),
    responses: { 200: jsonAnswer('What was said, and what follows', brandSchema, brandExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await brandNow(deps, scopeOf(scope, c.get('actor'))), 200),
  });
}

export function putBrand(deps: RouteDeps, scope: BrandScopeName) {
  const { path, write, name, whose } = of[scope];
  const route = createRoute({
    ...{ method: 'put', path, operationId: `replace${name}`, tags },
    summary: `Say the brand ${whose}`,
    description:
      'All but the logos. Colours that cannot be read are refused, with the nearest one that can. Mails, pages and the dashboard follow within seconds.',
    ...secured(deps.guard, write),
    request: { body: jsonBody(settingsSchema, settingsExample) },
    responses: { 200: jsonAnswer('As it is now', brandSchema, brandExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const settings = c.req.valid('json');
      const change: BrandChange = (brand, by) => replaceBrand(brand, { ...by, settings });
      return c.json(await changed(deps, { scope, actor: c.get('actor'), change }), 200);
    },
  });
}

export function deleteBrand(deps: RouteDeps, scope: BrandScopeName) {
  const { path, write, name, whose } = of[scope];
  const route = createRoute({
    ...{ method: 'delete', path, operationId: `reset${name}`, tags },
    summary: `Take back all that was said of the brand ${whose}, the logos too`,
    ...secured(deps.guard, write),
    responses: { 200: jsonAnswer('As it is now', brandSchema, brandExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await changed(deps, { scope, actor: c.get('actor'), change: resetBrand }), 200),
  });
}

export function putLogo(deps: RouteDeps, scope: BrandScopeName) {
  const { path, write, name, whose } = of[scope];
  const route = createRoute({
    ...{ method: 'put', path: `${path}/logo`, operationId: `replace${name}Logo`, tags },
    summary: `Replace a logo ${whose}, or take it away`,
    description:
      'A PNG: SVG can hold scripts and mail programs do not show it, and WebP is shown by few of them. Only the pixels are kept.',
    ...secured(deps.guard, write),
    request: { body: jsonBody(logoInput.openapi('BrandLogoInput'), { theme: 'light', picture: onePixel }) },
    responses: { 200: jsonAnswer('As it is now', brandSchema, brandExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const logo = c.req.valid('json');
      const change: BrandChange = (brand, by) => replaceLogo(brand, { ...by, ...logo });
      return c.json(await changed(deps, { scope, actor: c.get('actor'), change }), 200);
    },
  });
}

export function postColourCheck({ guard }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: '/v1/brand/colours', operationId: 'checkBrandColours', tags },
    summary: 'Say whether colours can be read on each other, and what would follow from them',
    description: 'Keeps nothing. WCAG 2.2: 4.5 to 1 for texts and links, 3 to 1 for the face of buttons.',
    ...secured(guard, 'store:read'),
    request: { body: jsonBody(coloursSchema, settingsExample.colours) },
    responses: { 200: jsonAnswer('What was found', colourCheckSchema, colourCheckExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => {
      const colours = c.req.valid('json');
      return c.json({ findings: checkColours(colours), palettes: palettesOf(colours) }, 200);
    },
  });
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function scopeOf(scope: BrandScopeName, actor: Caller): string | null {
  return scope === 'store' ? storeOf(actor) : null;
}

type BrandChange = (brand: BrandDeps, by: BrandScope) => Promise<void>;

/** Does the change, then reads what holds now. */
async function changed(
  deps: RouteDeps,
  { scope, actor, change }: { readonly scope: BrandScopeName; readonly actor: Caller; readonly change: BrandChange },
) {
  const storeId = scopeOf(scope, actor);
  const onChange = () => deps.brandNews.tell({});
  await change({ database: overAllStores(deps), onChange, now: deps.now }, { actor, storeId });
  return brandNow(deps, storeId);
}

async function brandNow(deps: RouteDeps, storeId: string | null) {
  return toldBrand(await readBrand(overAllStores(deps), storeId));
}
