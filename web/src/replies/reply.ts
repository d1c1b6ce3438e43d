import type { paths } from '../api/generated/schema.ts';

/** What somebody answered to a message, without its words. */
export type Reply = paths['/v1/replies']['get']['responses'][200]['content']['application/json']['items'][number];
