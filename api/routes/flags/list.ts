import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listFlagChanges, listFlags } from '../../../services/state/flags/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import {
  flagChangeExample,
  flagChangeSchema,
  flagExample,
  flagSchema,
  providersOf,
  shownChange,
  shownFlag,
  storeFlagExample,
} from './flag-schemas.ts';

const listSchema = z.object({ items: z.array(flagSchema).readonly() });

export function getFlags(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/flags',
    operationId: 'listFlags',
    tags: ['Flags'],
    summary: 'List what is switched on and off in the store',
    description: 'Every switch and flag with what was said of it for all stores and in this one, and what follows.',
    ...secured(deps.guard, 'flags:read'),
    responses: { 200: jsonAnswer('Switches first', listSchema, { items: [storeFlagExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await listed(deps, storeOf(c.get('actor'))), 200),
  });
}

export function getPlatformFlags(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/platform-flags',
    operationId: 'listPlatformFlags',
    tags: ['Flags'],
    summary: 'List what is switched on and off for all stores',
    ...secured(deps.guard, 'operations:read'),
    responses: { 200: jsonAnswer('Switches first', listSchema, { items: [flagExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await listed(deps, null), 200),
  });
}

export function getFlagChanges({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/flag-changes',
    operationId: 'listFlagChanges',
    tags: ['Flags'],
    summary: 'List who switched what, in the store and for all stores',
    ...secured(guard, 'flags:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(flagChangeSchema), { items: [flagChangeExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listFlagChanges(database, { storeId, limit, after: cursor ?? null });
      return c.json({ items: items.map(shownChange), nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

async function listed(deps: RouteDeps, storeId: string | null) {
  const providers = providersOf(deps.providerNames);
  const flags = await listFlags(overAllStores(deps), { storeId, providers, nowMs: deps.now() });
  return { items: flags.map(shownFlag) };
}
