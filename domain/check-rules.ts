import type { CampaignStep } from './campaign.ts';
import { cartStages } from './cart.ts';
import { type Channel, channelsOf } from './channel.ts';
import { dayMs } from './duration.ts';
import type { SmsLength } from './phone/text-cost.ts';
import type { MessageCap } from './rehearse.ts';
import { isForStage } from './step-stage.ts';

/** Codes are part of the API: add, never rename. Problems keep a campaign from being published, warnings do not. */
export const ruleProblems = {
  template_unknown: 'There is no template of this name.',
  template_without_channel: 'The template has no text for this channel, so nothing would be sent on it.',
  never_true: 'The probabilities that this step asks for exclude each other, so it never sends.',
  no_provider: 'No provider is set up for this channel, so nothing would be sent on it.',
  sms_no_way_out: 'Nobody can answer the sender of SMS, and the text names no other way out, so it is not sent.',
} as const;
export const ruleWarnings = {
  late: 'The wait is so long that few still want the cart.',
  at_night: 'The message goes out at night.',
  same_moment: 'Another step is due at the same moment on the same channel.',
  same_message: 'Another step sends the same template on the same channel.',
  over_cap: 'The store’s cap on messages stops this step when the steps before it were sent.',
  browsing_off: 'The store does not follow browsing, so no cart is at this stage.',
  value_without_currency: 'Carts come in several currencies, and an amount counts in each of them alike.',
  nobody_reached: 'None of the recent carts would get this message.',
  sms_over_parts:
    'With a long name and dear goods the SMS is billed as more parts than the store allows, and is not sent.',
} as const;
export type RuleProblem = keyof typeof ruleProblems;
export type RuleWarning = keyof typeof ruleWarnings;

export interface RuleFinding {
  readonly severity: 'problem' | 'warning';
  readonly code: RuleProblem | RuleWarning;
  /** As in the body that was sent, e.g. `rules.0.template`. */
  readonly path: string;
  readonly stepId: string;
  /** The channel that it is about, if it is about one. */
  readonly channel: Channel | null;
  /** The other step that it is about, if there is one. */
  readonly otherStepId: string | null;
  /** Of an SMS, where its length is what it is about. */
  readonly sms?: SmsLength;
}

export interface RuleFacts {
  /** Keys of the store's offers; absent: not known, so nothing is said of them. */
  readonly offers?: ReadonlySet<string>;
  /** Ids of policies that splits of the store may ask; absent as above. */
  readonly policies?: ReadonlySet<string>;
  /** Templates of the store's own that speak of an offer. */
  readonly templatesWithOffer?: ReadonlySet<string>;
  /** Channels that each template has a text for. */
  readonly templates: ReadonlyMap<string, readonly Channel[]>;
  /** Templates whose SMS would be refused, because the sender cannot be answered and they name nothing else; absent: none. */
  readonly templatesWithoutWayOut?: ReadonlySet<string>;
  /** How long the SMS of templates get; absent: not measured. */
  readonly longestSms?: ReadonlyMap<string, SmsLength>;
  readonly channelsWithProvider: readonly Channel[];
  readonly cap: MessageCap;
  readonly followsBrowsing: boolean;
  /** Of the carts that were abandoned lately; and how many messages of each step they would get. */
  readonly recent: {
    readonly carts: number;
    readonly currencies: readonly string[];
    readonly messages: ReadonlyMap<string, number>;
  };
}

/** A step that waits longer than this reminds of a cart that few still want. */
export const lateMs = 14 * dayMs;
/** Few recent carts prove nothing about a step that none of them gets. */
const cartsToJudgeByMin = 20;
const night = { from: '21:00', until: '08:00' } as const;

/** Everything that should be seen before rules are published, in the order of the steps. */
export function checkRules(rules: readonly CampaignStep[], facts: RuleFacts): readonly RuleFinding[] {
  return rules.flatMap((step, index) => {
    const finding = (
      severity: RuleFinding['severity'],
      code: RuleFinding['code'],
      field: string,
      about: Partial<Pick<RuleFinding, 'channel' | 'otherStepId' | 'sms'>> = {},
    ): RuleFinding => ({
      ...{ severity, code, path: `rules.${index}.${field}`, stepId: step.id, channel: null, otherStepId: null },
      ...about,
    });
    return [...problemsOf(step, facts, finding), ...warningsOf(step, rules, facts, finding)];
  });
}

type Finding = (
  severity: RuleFinding['severity'],
  code: RuleFinding['code'],
  field: string,
  about?: Partial<Pick<RuleFinding, 'channel' | 'otherStepId' | 'sms'>>,
) => RuleFinding;

function problemsOf(step: CampaignStep, facts: RuleFacts, finding: Finding): readonly RuleFinding[] {
  const written = facts.templates.get(step.template);
  const least = 'probabilityMin' in step ? step.probabilityMin : 0;
  const { probabilityMax = 1 } = step.conditions;
  // Of `all` channels those that cannot be written on are left out; a step on one channel sends nothing at all.
  const mute = (able: readonly Channel[]) => {
    const unable = channelsOf(step.channel).filter((channel) => !able.includes(channel));
    return unable.length === channelsOf(step.channel).length ? unable : [];
  };
  return [
    ...(written === undefined ? [finding('problem', 'template_unknown', 'template')] : []),
    ...mute(written ?? channelsOf(step.channel)).map((channel) =>
      finding('problem', 'template_without_channel', 'template', { channel }),
    ),
    ...(channelsOf(step.channel).includes('sms') && facts.templatesWithoutWayOut?.has(step.template)
      ? [finding('problem', 'sms_no_way_out', 'template', { channel: 'sms' })]
      : []),
    ...mute(facts.channelsWithProvider).map((channel) => finding('problem', 'no_provider', 'channel', { channel })),
    ...(least > probabilityMax ? [finding('problem', 'never_true', 'conditions.probabilityMax')] : []),
  ];
}

function warningsOf(
  step: CampaignStep,
  rules: readonly CampaignStep[],
  facts: RuleFacts,
  finding: Finding,
): readonly RuleFinding[] {
  const earlier = rules.slice(0, rules.indexOf(step)).filter((other) => meets(other, step));
  const twin = earlier.find((other) => isSameMoment(other, step));
  const copy = earlier.find(({ template }) => template === step.template);
  const { valueMinorMin, valueMinorMax, currencies, stages } = step.conditions;
  const asksForValue = valueMinorMin !== undefined || valueMinorMax !== undefined;
  const { recent } = facts;
  const sms = channelsOf(step.channel).includes('sms') ? facts.longestSms?.get(step.template) : undefined;
  return [
    ...(step.delayMs > lateMs ? [finding('warning', 'late', 'delayMs')] : []),
    ...('localTime' in step && isNight(step.localTime) ? [finding('warning', 'at_night', 'localTime')] : []),
    ...(twin ? [finding('warning', 'same_moment', 'delayMs', { otherStepId: twin.id })] : []),
    ...(copy ? [finding('warning', 'same_message', 'template', { otherStepId: copy.id })] : []),
    ...cappedChannels(step, rules, facts.cap).map((channel) => finding('warning', 'over_cap', 'channel', { channel })),
    ...(sms && sms.parts > sms.partsMax
      ? [finding('warning', 'sms_over_parts', 'template', { channel: 'sms', sms })]
      : []),
    ...(stages?.every((stage) => stage === 'browsing') && !facts.followsBrowsing
      ? [finding('warning', 'browsing_off', 'conditions.stages')]
      : []),
    ...(asksForValue && currencies?.length !== 1 && recent.currencies.length > 1
      ? [finding('warning', 'value_without_currency', 'conditions.currencies')]
      : []),
    ...(recent.carts >= cartsToJudgeByMin && (recent.messages.get(step.id) ?? 0) === 0
      ? [finding('warning', 'nobody_reached', 'conditions')]
      : []),
  ];
}

/** Whether one person may get both: the same channel, at a stage that both speak to. */
function meets(a: CampaignStep, b: CampaignStep): boolean {
  return (
    channelsOf(a.channel).some((channel) => channelsOf(b.channel).includes(channel)) &&
    cartStages.some((stage) => isForStage(a, stage) && isForStage(b, stage))
  );
}

/** Steps at a time of day come whenever it is: only those that count from the abandonment alone are surely together. */
function isSameMoment(a: CampaignStep, b: CampaignStep): boolean {
  return a.delayMs === b.delayMs && !('localTime' in a) && !('localTime' in b);
}

/** Channels on which the steps before this one, all sent, use the cap up. */
function cappedChannels(step: CampaignStep, rules: readonly CampaignStep[], cap: MessageCap): readonly Channel[] {
  return channelsOf(step.channel).filter((channel) => {
    const before = rules.filter(
      (other) =>
        other !== step &&
        channelsOf(other.channel).includes(channel) &&
        meets(other, step) &&
        other.delayMs <= step.delayMs &&
        other.delayMs > step.delayMs - cap.periodMs &&
        (other.delayMs < step.delayMs || rules.indexOf(other) < rules.indexOf(step)),
    );
    return before.length >= cap.messages;
  });
}

function isNight(localTime: string): boolean {
  return localTime >= night.from || localTime < night.until;
}
