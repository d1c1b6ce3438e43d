import type { CampaignStep } from './campaign.ts';
import type { FlowProgram } from './flow/flow.ts';

/** What a campaign does: rules, or a flow. */
export interface CampaignContent {
  /** The rules; of a flow, its messages. */
  readonly rules: readonly CampaignStep[];
  /** Null: the rules are all of it. */
  readonly flow: FlowProgram | null;
}
