import { dayMs } from '../../domain/duration.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { instantSchema } from './parameters.ts';

const rangeDaysDefault = 30;
const rangeDaysMax = 366;

/** Query of counts over a time range. */
export const rangeQuery = {
  from: instantSchema
    .optional()
    .openapi({ description: `Inclusive; ${rangeDaysDefault} days before \`to\` unless given.` }),
  to: instantSchema
    .optional()
    .openapi({ description: `Exclusive; now unless given. At most ${rangeDaysMax} days after \`from\`.` }),
};

/** The range that a query asks for; throws when it is none. */
export function rangeOf(query: { readonly from?: Date; readonly to?: Date }, nowMs: number): { from: Date; to: Date } {
  const to = query.to ?? new Date(nowMs);
  const from = query.from ?? new Date(to.getTime() - rangeDaysDefault * dayMs);
  const rangeMs = to.getTime() - from.getTime();
  if (rangeMs <= 0) throw new ServiceError('bad_request', 'must be before `to`', { path: 'from' });
  if (rangeMs > rangeDaysMax * dayMs)
    throw new ServiceError('bad_request', `must be at most ${rangeDaysMax} days before \`to\``, { path: 'from' });
  return { from, to };
}
