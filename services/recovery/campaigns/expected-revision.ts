import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { differenceOf } from '../../../domain/campaign-difference.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Campaign } from './campaign.ts';

export interface ExpectedRevision {
  /** The revision that the writer saw; null: whatever it is. */
  readonly expectedRevision: number | null;
}

/**
 * Throws `version_conflict` when somebody changed the campaign since the writer read it. The error carries what stands there
 * now and how it differs from what was to be written, so that neither is lost.
 */
export function refuseRevision(campaign: Campaign, expected: number | null, given?: CampaignContent): void {
  if (expected === null || expected === campaign.revision) return;
  const { revision, version, name, rules, flow } = { ...campaign, ...campaign.draft };
  throw new ServiceError(
    'version_conflict',
    `The campaign was changed meanwhile: you saw revision ${expected}, and it is at ${revision}.`,
    {
      path: 'if-match',
      details: {
        current: { revision, version, name, rules, flow },
        difference: given ? differenceOf({ rules, flow }, given) : null,
      },
    },
  );
}

export function refuseChange({ status }: Campaign): void {
  if (status === 'archived') throw new ServiceError('conflict', 'An archived campaign cannot be changed.');
}
