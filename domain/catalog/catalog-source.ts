/** Whom a store asks about its goods when a message goes out. Part of the public API: add, never rename. */
export const catalogSources = ['off', 'shopify', 'woocommerce', 'http'] as const;
export type CatalogSource = (typeof catalogSources)[number];

/** What becomes of lines that cannot be bought: left out of the message, or shown as sold out behind the others. */
export const soldOutWays = ['drop', 'mark'] as const;
export type SoldOutWay = (typeof soldOutWays)[number];
