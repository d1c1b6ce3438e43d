import { z } from '@hono/zod-openapi';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { momentSchema } from '../../openapi/json-content.ts';

/** A report: what it looked at, up to when it is complete, and its rows. */
export function reportSchema<S extends z.ZodType>(name: string, row: S) {
  return z
    .object({
      from: momentSchema,
      to: momentSchema,
      asOf: momentSchema.openapi({ description: 'Everything that was committed before then is counted.' }),
      truncated: z.boolean().openapi({ description: 'Whether there were more rows than a report may have.' }),
      rows: z.array(row).readonly(),
    })
    .openapi(name);
}

export const reportExample = {
  from: '2026-10-23T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  asOf: '2026-11-22T09:59:58.400Z',
  truncated: false,
} as const;

export function readerOf({ reports }: Pick<ApiDeps, 'reports'>) {
  if (!reports) throw new ServiceError('unavailable', 'This API has no analytics.');
  return reports;
}
