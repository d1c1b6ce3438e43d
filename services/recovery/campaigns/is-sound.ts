import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { checkShape } from '../../../domain/flow/check-shape.ts';

/** Whether somebody could follow the flow at all; rules can always be followed. */
export function isSound({ flow }: Pick<CampaignContent, 'flow'>): boolean {
  return flow === null || checkShape({ ...flow, version: 0 }).length === 0;
}
