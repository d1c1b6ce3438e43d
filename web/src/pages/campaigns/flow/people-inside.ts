import type { paths } from '../../../api/generated/schema.ts';

/** What becomes of those who are inside when a version is published. */
export type People = NonNullable<
  NonNullable<paths['/v1/campaigns/{id}/publish']['post']['requestBody']>['content']['application/json']['people']
>;
export type Fate = NonNullable<People['fates']>[string];
export type MoveCheck = paths['/v1/campaigns/{id}/check-move']['post']['responses'][200]['content']['application/json'];
