import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { listAudit, listInstallationAudit } from '../../../services/journal/audit/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { auditEntryExample, auditEntrySchema, auditQuery, installationEntryExample } from './audit-schemas.ts';

export function getAudit({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/audit',
    operationId: 'listAudit',
    tags: ['Audit'],
    summary: 'List who changed what in the store',
    ...secured(guard, 'audit:read'),
    request: { query: auditQuery },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(auditEntrySchema), { items: [auditEntryExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listAudit(database, { storeId, ...query, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

/** What belongs to no store: the schemas of the registry. */
export function getInstallationAudit({ guard, operations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/audit/installation',
    operationId: 'listInstallationAudit',
    tags: ['Audit'],
    summary: 'List who changed what belongs to no store',
    ...secured(guard, 'installation-audit:read'),
    request: { query: auditQuery },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(auditEntrySchema), {
        items: [installationEntryExample],
        nextCursor: null,
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listInstallationAudit(operations, { ...query, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}
