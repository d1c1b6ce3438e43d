/** Who makes codes. Part of the public API: add, never rename. */
export const minterNames = ['pool', 'shopify', 'http'] as const;
export type MinterName = (typeof minterNames)[number];
