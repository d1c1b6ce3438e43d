import { or } from 'drizzle-orm';
import { brands } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { type Brand, brandOf, nothingSaid, type SaidBrand } from '../../../domain/brand/brand.ts';
import { isScope, saidIn } from './brand-row.ts';

export interface ReadBrand {
  /** What was said in this scope. */
  readonly said: SaidBrand;
  /** What follows from it and from what was said for the installation. */
  readonly shown: Brand;
}

/** By the rows as they are now; `storeId` null: of the installation. */
export async function readBrand(database: Database, storeId: string | null): Promise<ReadBrand> {
  const read = (tx: Tx) =>
    tx
      .select()
      .from(brands)
      .where(or(isScope(null), isScope(storeId)));
  const rows = await (storeId === null ? withEngine(database, read) : withStore(database, storeId, read));
  const installation = saidIn(rows.find((row) => row.storeId === null));
  if (storeId === null) return { said: installation, shown: brandOf({ store: nothingSaid, installation }) };
  const said = saidIn(rows.find((row) => row.storeId === storeId));
  return { said, shown: brandOf({ store: said, installation }) };
}
