import type { paths } from '../../api/client.ts';

export type AuditEntry = paths['/v1/audit']['get']['responses'][200]['content']['application/json']['items'][number];
