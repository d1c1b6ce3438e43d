import { z } from '@hono/zod-openapi';
import { withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, holds } from '../../../domain/actor.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import {
  checkSketch,
  type FlowSketch,
  flowOfSketch,
  type SketchFinding,
  sketchConditions,
  sketchLimits,
} from '../../../domain/drafts/flow-sketch.ts';
import type { FlowProgram } from '../../../domain/flow/flow.ts';
import { minorUnitDigitsOf } from '../../../domain/money.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from '../campaigns/campaign.ts';
import { contentOf } from '../campaigns/campaign-input.ts';
import { type DryRunReport, startDryRun } from '../campaigns/dry-run/dry-run.ts';
import type { RunPlaces } from '../campaigns/dry-run/run-places.ts';
import { type CampaignFinding, type FindingCode, findingSentences, findingsOf } from '../campaigns/findings.ts';
import { flowInput } from '../campaigns/flow-input.ts';
import { readRecentCarts } from '../campaigns/recent-carts.ts';
import { noRecentCarts, type RuleSurroundings, ruleFactsOf } from '../campaigns/rule-facts.ts';
import { readStore } from '../campaigns/store-row.ts';
import type { ChatMessage } from './ask-model.ts';
import { takeRequest } from './budget.ts';
import type { DraftDeps } from './draft-deps.ts';
import { endpointOf, readRow } from './draft-settings.ts';
import { type DraftFault, type DraftOutcome, draftUntilSound, type Reading } from './draft-until-sound.ts';

const sentence = textSchema(3, sketchLimits.sentenceLengthMax).openapi({
  description: 'What the campaign should do, in any language.',
  example: 'An e-mail after an hour, a second one after a day if nobody clicked, only for carts from 50 EUR.',
});
export const flowDraftShape = { sentence };
const flowDraftInput = z.object({ campaignId: idSchema, sentence });

export interface StartFlowDraft extends CampaignKey {
  readonly actor: Actor;
  readonly sentence: string;
  readonly signal: AbortSignal;
}

type Problem = SketchFinding['code'] | FindingCode;

/** What the flow would have done with yesterday's carts. */
export interface DraftedRun {
  readonly day: string;
  readonly carts: number;
  /** Carts that would have got at least one message. */
  readonly reached: number;
  readonly messages: Readonly<Record<Channel, number>>;
}

export type FlowDraft = {
  readonly model: string;
  readonly requests: number;
} & (
  | {
      readonly kind: 'drafted';
      readonly flow: FlowProgram;
      /** Warnings: with a problem it is not drafted. */
      readonly warnings: readonly CampaignFinding[];
      /** Null: the role may not see carts, or another run is under way. */
      readonly run: DraftedRun | null;
    }
  | { readonly kind: 'unusable'; readonly findings: readonly DraftFault<Problem>[] }
  | Extract<DraftOutcome<never, never>, { kind: 'failed' }>
);

/**
 * Has a model read what a campaign should do, makes a flow of what it understood, checks it and runs it over yesterday's carts. Keeps
 * nothing: the flow is for the editor. Works as `startTemplateDraft` does.
 */
export async function startFlowDraft(
  deps: DraftDeps & RuleSurroundings & { readonly places: RunPlaces },
  { actor, storeId, signal, ...given }: StartFlowDraft,
): Promise<() => Promise<FlowDraft>> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { campaignId, sentence: asked } = readInput(flowDraftInput, given);
  const templates = await deps.templates.list(storeId);
  const nowMs = deps.now();
  const read = await withStore(deps.database, storeId, async (tx) => {
    await readCampaign(tx, { storeId, campaignId }, { lock: false });
    const store = await readStore(tx, storeId);
    const { currencies } = await readRecentCarts(tx, store, nowMs);
    return { store, currency: currencies[0] ?? 'EUR', settings: await readRow(tx, storeId) };
  });
  const { endpoint, isOwn } = endpointOf(read.settings, deps);
  await takeRequest(deps, storeId);
  await withStore(deps.database, storeId, (tx) =>
    recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaignId },
      change: { flowDraftedBy: { after: endpoint.model } },
    }),
  );
  // A sketch has no step that offers a discount, and none that asks a policy.
  const none = { offers: new Set<string>(), policies: new Set<string>() };
  const surroundings = { templates, providerNames: deps.providerNames, ...none };
  const facts = ruleFactsOf(read.store, surroundings, noRecentCarts);
  const currency = { currency: read.currency, minorUnitDigits: minorUnitDigitsOf(read.currency) };
  const findings = (sketch: FlowSketch) => findingsOf(contentOf({ flow: flowOfSketch(sketch, currency) }), facts);

  return async () => {
    const outcome = await draftUntilSound<FlowSketch, Problem>(deps, {
      ...{ endpoint, isOwn, storeId, signal },
      messages: promptOf(asked, { templates, currency: read.currency, channels: facts.channelsWithProvider }),
      schema: schemaOf(templates.map(({ name }) => name)),
      read: readSketch,
      check: (sketch) => {
        const wrong = checkSketch(sketch, { sentence: asked, templates });
        return wrong.length > 0
          ? wrong.map(({ path, ...one }) => ({ ...one, part: path }))
          : problems(findings(sketch));
      },
    });
    const about = { model: endpoint.model, requests: outcome.requests };
    if (outcome.kind === 'failed') return { ...about, ...outcome };
    if (outcome.kind === 'unusable') return { ...about, kind: 'unusable', findings: outcome.findings };
    const flow = flowOfSketch(outcome.value, currency);
    return {
      ...{ ...about, kind: 'drafted', flow },
      warnings: findings(outcome.value),
      run: await dryRunOf(deps, { actor, storeId, campaignId, flow, signal }),
    };
  };
}

function problems(found: readonly CampaignFinding[]): readonly DraftFault<Problem>[] {
  return found
    .filter(({ severity }) => severity === 'problem')
    .map(({ code, path }) => ({ code, part: path, found: null, right: findingSentences[code] }));
}

async function dryRunOf(
  { database, places, now }: Pick<DraftDeps, 'database' | 'now'> & { readonly places: RunPlaces },
  { flow, ...run }: CampaignKey & { readonly actor: Actor; readonly flow: FlowProgram; readonly signal: AbortSignal },
): Promise<DraftedRun | null> {
  if (!holds(run.actor, 'carts:read')) return null;
  try {
    let last: DryRunReport | null = null;
    for await (const report of await startDryRun(
      { database, places },
      { ...run, flow: flowInput.parse(flow), nowMs: now() },
    ))
      last = report;
    return last && { day: last.range.from, carts: last.carts, reached: last.reached, messages: last.messages };
  } catch (error) {
    // Another run of this store is under way: the flow is there without its counts.
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

const sketchSchema = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        waitMinutes: z.int().min(0).max(sketchLimits.waitMinutesMax),
        channel: z.enum(channels),
        template: z.string().max(100),
        onlyIf: z.enum(sketchConditions),
      }),
    )
    .min(1)
    .max(sketchLimits.messagesMax),
  cartValueMin: z.number().positive().max(1_000_000_000).nullable(),
});

function readSketch(json: unknown): Reading<FlowSketch> {
  const result = sketchSchema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return {
    ok: false,
    fault: {
      ...{ code: 'not_in_form', part: issue?.path.join('.') ?? '', found: null },
      right: `${issue?.message ?? 'the form that was asked for'}.`,
    },
  };
}

/** The small grammar that a model may use, as JSON schema. */
function schemaOf(templates: readonly string[]) {
  const message = {
    type: 'object',
    properties: {
      waitMinutes: { type: 'integer' },
      channel: { type: 'string', enum: channels },
      template: { type: 'string', enum: templates },
      onlyIf: { type: 'string', enum: sketchConditions },
    },
    required: ['waitMinutes', 'channel', 'template', 'onlyIf'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: {
      messages: { type: 'array', items: message },
      cartValueMin: { type: ['number', 'null'] },
    },
    required: ['messages', 'cartValueMin'],
    additionalProperties: false,
  };
}

function promptOf(
  sentenceOfPerson: string,
  around: {
    readonly templates: readonly { readonly name: string; readonly channels: readonly Channel[] }[];
    readonly currency: string;
    readonly channels: readonly Channel[];
  },
): readonly ChatMessage[] {
  const rules = [
    'You describe a campaign of an online shop that reminds people of the goods they left in their cart. Answer with one JSON object.',
    `"messages": one to ${sketchLimits.messagesMax} messages, in their order.`,
    '"waitMinutes": how long after the message before it, and for the first one after the cart was left. An hour is 60, a day 1440.',
    '"channel" and "template": only what stands below; a template has to have the channel.',
    '"onlyIf": "always" unless the request says otherwise; "not_clicked" and "not_opened" are about the messages before; "first_order" is somebody who never ordered, "returning" somebody who did.',
    `"cartValueMin": the least value of a cart in ${around.currency} that the request names, else null.`,
  ];
  return [
    { role: 'system', content: rules.join('\n') },
    {
      role: 'user',
      content: JSON.stringify(
        {
          request: sentenceOfPerson,
          channels: around.channels,
          templates: Object.fromEntries(around.templates.map((one) => [one.name, one.channels])),
        },
        null,
        1,
      ),
    },
  ];
}
