import { eq, isNull } from 'drizzle-orm';
import { brandLogos, brands } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { nothingSaid, type SaidBrand } from '../../../domain/brand/brand.ts';
import type { BrandColours } from '../../../domain/brand/colours.ts';

export type BrandRow = typeof brands.$inferSelect;

/** What a row says. */
export function saidIn(row: BrandRow | undefined): SaidBrand {
  if (!row) return nothingSaid;
  const { name, supportEmail, supportUrl, madeWith, logoLight, logoDark } = row;
  return {
    ...{ name, supportEmail, supportUrl, madeWith },
    colours: coloursIn(row),
    logos: { light: logoLight, dark: logoDark },
  };
}

/** All four or none: a row that was changed by hand counts as one without. */
function coloursIn({ primaryColour, backgroundColour, textColour, linkColour }: BrandRow): BrandColours | null {
  if (primaryColour === null || backgroundColour === null || textColour === null || linkColour === null) return null;
  return { primary: primaryColour, background: backgroundColour, text: textColour, link: linkColour };
}

/** `storeId` null: of the installation. */
export function isScope(storeId: string | null) {
  return storeId === null ? isNull(brands.storeId) : eq(brands.storeId, storeId);
}

export function isLogoScope(storeId: string | null) {
  return storeId === null ? isNull(brandLogos.storeId) : eq(brandLogos.storeId, storeId);
}

export async function readSaid(tx: Tx, storeId: string | null): Promise<SaidBrand> {
  const [row] = await tx.select().from(brands).where(isScope(storeId));
  return saidIn(row);
}
