import type { paths } from '../../../api/client.ts';

type DryRunPath = paths['/v1/campaigns/{id}/dry-run']['post'];

export type DryRunReport = DryRunPath['responses'][200]['content']['application/json'];
export type DryRunBody = DryRunPath['requestBody']['content']['application/json'];
/** Rules, or a flow. */
export type DryRunContent = Pick<DryRunBody, 'rules' | 'flow'>;
export type Examples = DryRunReport['steps'][number]['examples'];
export type Explanation = paths['/v1/campaigns/{id}/explain']['post']['responses'][200]['content']['application/json'];
export type Turn = Explanation['turns'][number];
export type Choice = Explanation['choices'][number];
