import { type ShownBrand, shownBrand } from '../../../domain/brand/shown-brand.ts';
import type { Brands } from './brands.ts';

/** How a store is shown in what leaves the installation: its pictures are at a name of its own, else at the installation's. */
export function shownBrandOf(
  brands: Pick<Brands, 'of' | 'linkBaseOf'>,
  publicUrl: string,
  storeId: string,
): ShownBrand {
  return shownBrand(brands.of(storeId), brands.linkBaseOf(storeId) ?? publicUrl);
}
