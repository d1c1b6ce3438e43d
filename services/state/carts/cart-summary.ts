import { sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { carts } from '../../../db/postgres/schema/index.ts';
import type { CartStage, CartStatus } from '../../../domain/cart.ts';
import { type CartStanding, standingOf } from '../../../domain/cart-standing.ts';
import { inQuarantine } from '../quarantine/in-quarantine.ts';
import { standingFacts } from './has-standing.ts';

export interface CartSummary {
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string | null;
  readonly status: CartStatus;
  readonly stage: CartStage;
  readonly standing: CartStanding;
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

type CartTable = Pick<
  typeof carts,
  | 'id'
  | 'externalId'
  | 'customerId'
  | 'status'
  | 'stage'
  | 'currency'
  | 'valueMinor'
  | 'version'
  | 'lastActivityAt'
  | 'purchasedAt'
  | 'abandonAt'
  | 'abandonedAt'
  | 'activeRecoveryId'
  | 'recoveries'
  | 'updatedAt'
> & { readonly lines: AnyPgColumn; readonly linesOmitted: AnyPgColumn };

/** The columns of a summary, of the table or of some of its rows under the same name: `toCartSummary` makes one of them. */
export const cartColumns = (table: CartTable) => ({
  id: table.id,
  externalId: table.externalId,
  customerId: table.customerId,
  status: table.status,
  stage: table.stage,
  lineCount: sql<number>`jsonb_array_length(${table.lines}) + ${table.linesOmitted}`.as('line_count'),
  currency: table.currency,
  valueMinor: table.valueMinor,
  version: table.version,
  lastActivityAt: table.lastActivityAt,
  purchasedAt: table.purchasedAt,
  abandonAt: table.abandonAt,
  abandonedAt: table.abandonedAt,
  activeRecoveryId: table.activeRecoveryId,
  recoveries: table.recoveries,
  quarantined: sql<boolean>`${inQuarantine}`.as('quarantined'),
  updatedAt: table.updatedAt,
  ...standingFacts,
});

export type StandingFact = keyof typeof standingFacts;

export function toCartSummary<Row extends Omit<CartSummary, 'standing'> & Record<StandingFact, boolean>>({
  recoveryBought,
  aided,
  ...cart
}: Row) {
  const { status, quarantined, lineCount, activeRecoveryId, abandonAt } = cart;
  const standing = standingOf({
    ...{ status, quarantined, recoveryBought, aided },
    empty: lineCount === 0,
    inRecovery: activeRecoveryId !== null,
    armed: abandonAt !== null,
  });
  return { ...cart, standing };
}
