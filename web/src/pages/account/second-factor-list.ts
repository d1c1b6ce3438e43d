import type { paths } from '../../api/client.ts';

export const secondFactorsKey = ['me', 'second-factors'] as const;

export type SecondFactorList = paths['/v1/me/second-factors']['get']['responses'][200]['content']['application/json'];
