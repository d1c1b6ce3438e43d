import { feature } from './feature.ts';
import { platform } from './platform.ts';
import type { Recipe } from './recipe.ts';
import { apiRoute } from './route.ts';
import { condition, reason, trigger } from './rules.ts';
import { setting } from './setting.ts';

/** Every recipe of README.md that says how many files it takes. */
export const recipes: readonly Recipe[] = [apiRoute, trigger, condition, feature, platform, reason, setting];
