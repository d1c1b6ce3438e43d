import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { auditSubjectKinds } from '../../../domain/audit.ts';
import { permissions } from '../../../domain/permission.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { filterText, idPage, uuidSchema } from '../../openapi/parameters.ts';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]).nullable();

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: momentSchema,
    actorKind: z.enum(actorKinds),
    actorId: z.string().nullable().openapi({ description: 'Null for the operator and the engine itself.' }),
    action: z.enum(permissions).openapi({ description: 'The permission by which it was done.' }),
    subjectKind: z.enum(auditSubjectKinds),
    subjectId: z.string(),
    change: z
      .record(z.string(), z.object({ before: valueSchema.optional(), after: valueSchema.optional() }))
      .openapi({ description: 'By field; without values where they are personal, secret or long.' }),
  })
  .openapi('AuditEntry');

export const auditQuery = z.object({
  ...idPage,
  subjectKind: z.enum(auditSubjectKinds).optional(),
  subjectId: filterText.optional(),
  actorKind: z.enum(actorKinds).optional(),
  actorId: uuidSchema.optional(),
});

export const auditEntryExample = {
  id: '0199a3c4-9d1e-7d52-a9a4-6f0c7a5f2b77',
  at: '2026-11-24T09:00:00.000Z',
  actorKind: 'api_key',
  actorId: '0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33',
  action: 'campaigns:write',
  subjectKind: 'campaign',
  subjectId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  change: { status: { before: 'draft', after: 'active' } },
} as const;

export const installationEntryExample = {
  id: '0199a3c4-9d1e-7d52-a9a4-6f0c7a5f2b78',
  at: '2026-11-24T09:00:00.000Z',
  actorKind: 'operator',
  actorId: null,
  action: 'schemas:write',
  subjectKind: 'schema_subject',
  subjectId: 'events.validated-value',
  change: { version: { before: null, after: 2 }, schemaId: { after: 12 } },
} as const;
