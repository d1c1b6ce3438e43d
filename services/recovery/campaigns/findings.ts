import type { CampaignContent } from '../../../domain/campaign-content.ts';
import type { RuleFacts } from '../../../domain/check-rules.ts';
import { checkRules, ruleProblems, ruleWarnings } from '../../../domain/check-rules.ts';
import { checkFlow } from '../../../domain/flow/check-flow.ts';
import { checkShape } from '../../../domain/flow/check-shape.ts';
import { type FlowFinding, flowProblems, flowWarnings } from '../../../domain/flow/flow-finding.ts';
import { restoreLinkMs } from '../../messaging/links/issue.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** Every sentence of what may be wrong with a campaign, by its code. */
export const findingSentences = { ...flowProblems, ...flowWarnings, ...ruleProblems, ...ruleWarnings } as const;
export type FindingCode = keyof typeof findingSentences;

/** What is wrong with a campaign, whether it is rules or a flow. */
export interface CampaignFinding extends Omit<FlowFinding, 'code'> {
  readonly code: FindingCode;
}

export function findingsOf({ rules, flow }: CampaignContent, facts: RuleFacts): readonly CampaignFinding[] {
  return flow === null
    ? checkRules(rules, facts)
    : checkFlow({ ...flow, version: 0 }, { ...facts, linkLifeMs: restoreLinkMs }).map(inFlow);
}

/** Whether somebody could follow the campaign at all; rules can always be followed. */
export function isSound(content: Pick<CampaignContent, 'flow'>): boolean {
  return shapeFindings(content).length === 0;
}

/** Throws `invalid` for a flow whose ways lead nowhere: nobody could follow it. Gives back what is sound. */
export function refuseBrokenFlow(content: CampaignContent): CampaignContent {
  refuseFindings(shapeFindings(content));
  return content;
}

/** Throws `invalid` for the first problem, with all of them. */
export function refuseFindings(found: readonly CampaignFinding[]): void {
  const findings = found.filter(({ severity }) => severity === 'problem');
  const [first] = findings;
  if (first)
    throw new ServiceError('invalid', findingSentences[first.code], { path: first.path, details: { findings } });
}

function shapeFindings({ flow }: Pick<CampaignContent, 'flow'>): readonly CampaignFinding[] {
  return flow === null ? [] : checkShape({ ...flow, version: 0 }).map(inFlow);
}

function inFlow(finding: FlowFinding): CampaignFinding {
  return { ...finding, path: `flow.${finding.path}` };
}
