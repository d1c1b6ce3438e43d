import { stickyArm } from '../flow/sticky-arm.ts';

/** Who is compared: people who get the messages of a campaign, and people who get none, on no channel. */
export const holdoutArms = ['treated', 'holdout'] as const;
export type HoldoutArm = (typeof holdoutArms)[number];

/** Share of the people of a campaign who get no message, percent. Beyond half the messages would be the exception. */
export const holdoutPercent = { min: 0, max: 50, ofNewCampaign: 10 } as const;

/**
 * The arm that a person takes in a campaign the first time that a message of it would go out. From then on a row says it,
 * so that neither another share nor a merge of two persons moves anybody.
 */
export function holdoutArm({
  customerId,
  campaignId,
  percent,
}: {
  readonly customerId: string;
  readonly campaignId: string;
  readonly percent: number;
}): HoldoutArm {
  const shares = [
    { id: 'treated', share: 100 - percent },
    { id: 'holdout', share: percent },
  ] as const;
  return stickyArm({ subjectId: customerId, stepId: campaignId }, shares).id;
}

/** Whether a person gets no message of the campaign. A holdout that was switched off holds nobody back any longer. */
export function isHeldOut(
  person: { readonly customerId: string; readonly campaignId: string; readonly percent: number },
  /** The arm that they took before; null: none yet. */
  taken: HoldoutArm | null,
): boolean {
  return person.percent > 0 && (taken ?? holdoutArm(person)) === 'holdout';
}
