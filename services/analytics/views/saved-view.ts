import { z } from '@hono/zod-openapi';
import type { savedViews } from '../../../db/postgres/schema/index.ts';
import { textSchema } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkDimensions } from '../queries/query-input.ts';
import { daysSchema, keptQuestionShape } from '../queries/question-schema.ts';

const nameLengthMax = 80;

/** Periods that move along with the days, as the dashboard names them. */
const movingPeriods = ['today', '7d', '30d', '90d', 'this_month', 'last_month'] as const;

/** A question whose days are said by a word, so that it means the same next week, or are written down. */
export const savedQuerySchema = z
  .strictObject({
    ...keptQuestionShape,
    period: z
      .union([z.enum(movingPeriods), daysSchema])
      .default('30d')
      .openapi({ description: 'The days of the view: by a word, counted back from today, or written down.' }),
  })
  .openapi('SavedQuery');
export type SavedQuery = z.output<typeof savedQuerySchema>;

export const savedViewInput = z
  .strictObject({ name: textSchema(1, nameLengthMax), query: savedQuerySchema })
  .openapi('SavedViewInput');

/** A question to analytics that the team of a store keeps by a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: SavedQuery;
  /** The person who made it; null: a program or the operator. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Row = typeof savedViews.$inferSelect;

/** A row as it may be shown. What an older version kept is read anew; throws where it cannot be understood any more. */
export function viewOf({ storeId: _, query, ...row }: Row): SavedView {
  return { ...row, query: savedQuerySchema.parse(query) };
}

/** What a metric cannot be asked is refused when it is kept, not when somebody opens it. */
export function checkQuery(query: SavedQuery): void {
  checkDimensions(query, 'query.');
  if (typeof query.period === 'object' && query.period.from > query.period.to)
    throw new ServiceError('invalid', 'must not be after `to`', { path: 'query.period.from' });
}

export function noSuchView(): ServiceError {
  return new ServiceError('not_found', 'This store has no view with this id.', { path: 'id' });
}

export function nameTaken(): ServiceError {
  return new ServiceError('conflict', 'Another view of this store has this name.', { path: 'name' });
}
