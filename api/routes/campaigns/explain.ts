import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { personalGroups } from '../../../domain/personal/choose-arm.ts';
import { messageTraits } from '../../../domain/personal/counted-messages.ts';
import { reasonCodes } from '../../../domain/reason-code.ts';
import { withheldActionReasons } from '../../../domain/uplift/choose-policy-action.ts';
import { policyRefusals } from '../../../domain/uplift/policy-refusal.ts';
import {
  type ExplainedTurn,
  explainCart,
  explainShape,
  oneSource,
} from '../../../services/recovery/campaigns/dry-run/explain.ts';
import { reasonText } from '../../../services/shared/reason-text.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignInputExample } from './campaign-schemas.ts';

const kinds = ['waits', 'passed', 'heard', 'sent', 'skipped', 'postponed', 'ended'] as const;

const turnSchema = z
  .object({
    at: momentSchema,
    basis: z.enum(['recorded', 'expected']).openapi({
      description: '`recorded`: it happened. `expected`: it would, or will, if the person does nothing more.',
    }),
    kind: z.enum(kinds),
    stepId: z.string().nullable(),
    channel: z.enum(channels).nullable(),
    detail: z.string().nullable().openapi({
      description:
        'Of `passed`: how, e.g. `waited`, `branched 0`, `split a`. Of `heard`: what, e.g. `order_placed`. Of `ended`: the outcome.',
    }),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    until: momentSchema.nullable().openapi({ description: 'Of `waits` and `postponed`.' }),
  })
  .openapi('ExplainedTurn');

const chance = z.number().min(0).max(1);

const policySchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('decided'),
      policyId: z.string(),
      best: z.string().openapi({ description: 'The arm that was expected to bring most.' }),
      propensity: chance.openapi({ description: 'How probable the arm was that was taken.' }),
      chances: z.object({ none: chance, message: chance, offer: chance }).openapi({
        description: 'Of a purchase, by what is done.',
      }),
      valueMinor: z.int().nullable(),
      currency: z.string().nullable(),
      modelVersionId: z.string().nullable().openapi({ description: 'Null: the store assumes the chances.' }),
      withheld: z.array(z.object({ id: z.string(), reason: z.enum(withheldActionReasons) })).readonly(),
    }),
    z.object({
      kind: z.literal('refused'),
      reason: z.enum(policyRefusals).openapi({ description: 'Why the first arm was taken: what the rules do.' }),
    }),
  ])
  .openapi('ExplainedPolicy');

const choiceSchema = z
  .object({
    splitId: z.string(),
    armId: z.string(),
    basis: z.enum(['taken', 'expected']).openapi({ description: '`taken`: the person came to the split already.' }),
    group: z.enum(personalGroups).nullable().openapi({
      description:
        '`chosen`: the best arm for the person. `baseline`: drawn evenly, to compare with. Null: a policy was asked and did not decide.',
    }),
    context: z
      .array(z.object({ feature: z.string(), value: z.number() }))
      .readonly()
      .nullable()
      .openapi({ description: 'What a split that learns by context went by, each from -1 to 1.' }),
    policy: policySchema.nullable().openapi({ description: 'Of a split that asked a policy.' }),
    because: z
      .object({
        trait: z.enum(messageTraits),
        value: z.string(),
        messages: z.int(),
        clicked: z.int(),
        bought: z.int(),
      })
      .nullable()
      .openapi({
        description:
          'What of the person’s own messages speaks for the arm: so many had its channel, time of day or template. Null: it was drawn, or does best at the store.',
      }),
  })
  .openapi('ExplainedChoice');

const schema = z
  .object({
    cartId: z.string(),
    abandonedAt: momentSchema,
    standing: z.enum(['abandoned', 'to_come', 'running']).openapi({
      description: '`to_come`: the cart is not abandoned so far. `running`: a recovery of the campaign is under way.',
    }),
    startsNot: z
      .object({ reason: z.string(), reasonText: z.string() })
      .nullable()
      .openapi({ description: 'Why no recovery would begin.' }),
    turns: z.array(turnSchema).readonly(),
    choices: z.array(choiceSchema).readonly().openapi({
      description: 'Arms of splits that choose for each person, and why.',
    }),
  })
  .openapi('CampaignExplanation');

const nothing = { stepId: null, channel: null, detail: null, reason: null, reasonText: null, until: null } as const;
const example = {
  ...{ cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21', abandonedAt: '2026-11-22T10:12:00.000Z' },
  ...{ standing: 'abandoned', startsNot: null },
  turns: [
    {
      ...{ ...nothing, at: '2026-11-22T10:12:00.000Z', basis: 'expected', kind: 'waits', stepId: 'touch-1' },
      until: '2026-11-22T11:12:00.000Z',
    },
    {
      ...{ ...nothing, at: '2026-11-22T11:12:00.000Z', basis: 'expected', kind: 'sent', stepId: 'touch-1' },
      channel: 'email',
    },
    {
      ...{ ...nothing, at: '2026-11-22T14:02:00.000Z', basis: 'expected', kind: 'ended', detail: 'purchased' },
      ...{ reason: 'purchased', reasonText: reasonCodes.purchased },
    },
  ],
  choices: [],
} as const;

const bodySchema = z.object(explainShape).refine(oneSource.refine, oneSource.told).openapi('CampaignExplainInput');

export function postCampaignExplain({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/explain',
    operationId: 'explainCampaign',
    tags: ['Campaigns'],
    summary: 'Explain what a campaign, or an edit of it, does with one cart',
    description:
      'Step by step, with times and reasons. Of a recovery that is under way: what was decided, and what comes next. By the newest version unless rules, a flow or a version is given. Keeps nothing and sends nothing. Asks for `carts:read` too.',
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams,
      body: jsonBody(bodySchema, {
        rules: campaignInputExample.rules,
        cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
      }),
    },
    responses: {
      200: jsonAnswer('What becomes of the cart', schema, example),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { turns, startsNot, abandonedAt, ...rest } = await explainCart(database, {
        ...{ actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id },
        ...{ ...c.req.valid('json'), nowMs: now() },
      });
      return c.json(
        {
          ...{ ...rest, abandonedAt: new Date(abandonedAt) },
          startsNot: startsNot && { reason: startsNot, reasonText: reasonCodes[startsNot] },
          turns: turns.map(shownTurn),
        },
        200,
      );
    },
  });
}

function shownTurn(turn: ExplainedTurn) {
  const { at, basis, kind } = turn;
  const reason = 'reason' in turn ? turn.reason : turn.kind === 'ended' ? turn.end.reason : null;
  return {
    ...{ at: new Date(at), basis, kind, reason, reasonText: reasonText(reason), detail: detailOf(turn) },
    stepId: 'stepId' in turn ? turn.stepId : turn.kind === 'passed' ? turn.why.stepId : null,
    channel: 'channel' in turn ? turn.channel : null,
    until: 'until' in turn ? new Date(turn.until) : null,
  };
}

function detailOf(turn: ExplainedTurn): string | null {
  switch (turn.kind) {
    case 'passed':
      if (turn.why.kind === 'branched') return `branched ${turn.why.path ?? 'otherwise'}`;
      return turn.why.kind === 'split' ? `split ${turn.why.armId}` : turn.why.kind;
    case 'heard':
      return turn.event.kind;
    case 'ended':
      return turn.end.outcome;
    default:
      return null;
  }
}
