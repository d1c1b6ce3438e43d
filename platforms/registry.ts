import { bigcommerce } from './bigcommerce.ts';
import { braze } from './braze.ts';
import { klaviyo } from './klaviyo.ts';
import type { Platform } from './platform.ts';
import { segment } from './segment.ts';
import { shopify } from './shopify.ts';
import { woocommerce } from './woocommerce.ts';

/** Every platform there is: a new one is a file and a line here. */
const all: readonly Platform[] = [shopify, woocommerce, bigcommerce, segment, klaviyo, braze];

/** Platforms by name. */
export const platforms: ReadonlyMap<string, Platform> = new Map(all.map((platform) => [platform.name, platform]));
