import type { Good, SaidOfGood } from '../../domain/catalog/said-of-good.ts';
import type { UnitMeans, UnitNeeds } from '../clients/unit-means.ts';

/**
 * Where a shop says what its goods cost now and whether they can be bought. Asked while a message is worded, so once, in
 * one or two requests, and never again for an answer that did not come.
 *
 * @example
 * export const pigeonCatalog = defineCatalog({
 *   name: 'pigeon', title: 'Pigeon', needs: { kind: 'platform', platform: 'pigeon' },
 *   open: ({ ask, access }) => ({ look: async (goods, signal) => [...] }),
 * });
 */
export interface CatalogUnit<N extends string = string> {
  readonly name: N;
  readonly title: string;
  readonly needs: UnitNeeds;
  open(means: UnitMeans): Catalog;
}

export interface Catalog {
  /**
   * What the shop says of these goods, of those of which it says something. Amounts are whole minor units. Throws
   * `PlatformApiError` where there is no answer, or one that cannot be read.
   */
  look(goods: readonly Good[], signal: AbortSignal): Promise<readonly SaidOfGood[]>;
}

/** How much of an answer is read, in bytes: some hundred products with their texts, where a shop sends those too. */
export const catalogBytesMax = 2 * 1024 * 1024;

export function defineCatalog<N extends string>(unit: CatalogUnit<N>): CatalogUnit<N> {
  return unit;
}
