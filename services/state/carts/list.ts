import { and, desc, eq, isNotNull, isNull, not, sql } from 'drizzle-orm';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartStage, CartStatus } from '../../../domain/cart.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { inQuarantine } from '../quarantine/in-quarantine.ts';

export interface CartSummary {
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string | null;
  readonly status: CartStatus;
  readonly stage: CartStage;
  readonly lineCount: number;
  readonly currency: string | null;
  readonly valueMinor: number | null;
  readonly version: number;
  readonly lastActivityAt: Date;
  readonly purchasedAt: Date | null;
  /** When it counts as abandoned unless something happens. */
  readonly abandonAt: Date | null;
  readonly abandonedAt: Date | null;
  readonly activeRecoveryId: string | null;
  readonly recoveries: number;
  /** Looks like the work of a bot, or a person said so. */
  readonly quarantined: boolean;
  readonly updatedAt: Date;
}

export interface ListCarts {
  readonly storeId: string;
  readonly status?: CartStatus;
  readonly abandoned?: boolean;
  readonly quarantined?: boolean;
  readonly customerId?: string;
  /** The shop's own id. */
  readonly externalId?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** The columns of a summary. */
export const cartSummary = {
  id: carts.id,
  externalId: carts.externalId,
  customerId: carts.customerId,
  status: carts.status,
  stage: carts.stage,
  lineCount: sql<number>`jsonb_array_length(${carts.lines}) + ${carts.linesOmitted}`.as('line_count'),
  currency: carts.currency,
  valueMinor: carts.valueMinor,
  version: carts.version,
  lastActivityAt: carts.lastActivityAt,
  purchasedAt: carts.purchasedAt,
  abandonAt: carts.abandonAt,
  abandonedAt: carts.abandonedAt,
  activeRecoveryId: carts.activeRecoveryId,
  recoveries: carts.recoveries,
  quarantined: sql<boolean>`${inQuarantine}`.as('quarantined'),
  updatedAt: carts.updatedAt,
};

/** A store's carts, last changed first. */
export async function listCarts(
  database: Pick<Database, 'app'>,
  { storeId, status, abandoned, quarantined, customerId, externalId, limit, after }: ListCarts,
): Promise<Page<CartSummary, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select(cartSummary)
      .from(carts)
      .where(
        and(
          eq(carts.storeId, storeId),
          status && eq(carts.status, status),
          abandoned === undefined ? undefined : abandoned ? isNotNull(carts.abandonedAt) : isNull(carts.abandonedAt),
          quarantined === undefined ? undefined : quarantined ? inQuarantine : not(inQuarantine),
          customerId === undefined ? undefined : eq(carts.customerId, customerId),
          externalId === undefined ? undefined : eq(carts.externalId, externalId),
          olderThan(carts.updatedAt, carts.id, after),
        ),
      )
      .orderBy(desc(carts.updatedAt), desc(carts.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ updatedAt, id }) => ({ at: updatedAt.getTime(), id }),
  );
}
