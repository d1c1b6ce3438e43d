import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { assumedPrices } from '../../../domain/dry-run/estimates.ts';
import { examplesMax } from '../../../domain/dry-run/tally.ts';
import { reasonCodes } from '../../../domain/reason-code.ts';
import { recoveryOutcomes } from '../../../domain/recovery.ts';
import { oneContent } from '../../../services/recovery/campaigns/campaign-input.ts';
import {
  type DryRunReport,
  dryRunLimits,
  dryRunShape,
  startDryRun,
} from '../../../services/recovery/campaigns/dry-run/dry-run.ts';
import { createRunPlaces } from '../../../services/recovery/campaigns/dry-run/run-places.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { byteStream } from '../analytics/byte-stream.ts';
import { campaignInputExample } from './campaign-schemas.ts';

const ndjson = 'application/x-ndjson';
const reasonSchema = z.enum(Object.keys(reasonCodes) as [keyof typeof reasonCodes, ...(keyof typeof reasonCodes)[]]);

const examplesSchema = z
  .array(z.object({ cartId: z.string(), at: momentSchema }))
  .readonly()
  .openapi({ description: `At most ${examplesMax}, of the last line only.` });
const reasonsSchema = z
  .array(
    z
      .object({ reason: reasonSchema, reasonText: z.string(), count: z.int(), examples: examplesSchema })
      .openapi('DryRunReason'),
  )
  .readonly();
const perDay = z.object({ day: z.iso.date(), channel: z.enum(channels), messages: z.int() });
const perHour = z.object({ hour: z.int(), channel: z.enum(channels), messages: z.int() });

const reportSchema = z
  .object({
    done: z.boolean().openapi({ description: 'False: what was counted so far.' }),
    range: z.object({ from: z.iso.date(), to: z.iso.date(), timeZone: z.string() }),
    until: momentSchema.openapi({ description: 'Carts that were abandoned before are counted.' }),
    truncated: z.boolean().openapi({ description: `There are more than ${dryRunLimits.cartsMax} carts.` }),
    carts: z.int().openapi({ description: 'Times that a cart was abandoned.' }),
    reached: z.int().openapi({ description: 'Of these, those with at least one message.' }),
    people: z.int(),
    messages: z.object({ email: z.int(), sms: z.int(), push: z.int() }),
    currency: z.string().nullable().openapi({ description: 'Of the cost; null: the shop named none.' }),
    cost: z
      .object({
        prices: z.object({ email: z.number(), sms: z.number(), push: z.number() }),
        amountMinor: z.int(),
      })
      .openapi({
        description:
          'Messages times the price of one, in minor units. Of an SMS that no price is given for: the dearest price of the store’s phone settings, times the parts of its longest text; else it is assumed.',
      }),
    revenue: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('not_enough_data'), recoveries: z.int(), recovered: z.int() }),
        z.object({
          ...{ kind: z.literal('estimate'), currency: z.string(), amountMinor: z.int(), lowMinor: z.int() },
          ...{ highMinor: z.int(), recoveries: z.int(), recovered: z.int(), meanOrderMinor: z.int() },
        }),
      ])
      .openapi({
        description:
          'Carts that are reached, times the share of recoveries with a message that an order followed in the last 90 days, times the mean of these orders; low and high are the 95 % interval of the share.',
      }),
    discounts: z
      .object({
        codes: z.int(),
        mostMinor: z.int().openapi({ description: 'If every code were used, in `currency`.' }),
        expectedMinor: z.int().nullable().openapi({
          description: 'The same times the share of recoveries that an order followed; null: too little is recorded.',
        }),
      })
      .nullable()
      .openapi({ description: 'What codes of offers would take off; null: no message offers anything.' }),
    steps: z
      .array(
        z
          .object({
            stepId: z.string(),
            channel: z.enum(channels).nullable().openapi({ description: 'Null: before a channel was chosen.' }),
            ...{ sent: z.int(), people: z.int(), firstAt: momentSchema.nullable(), lastAt: momentSchema.nullable() },
            examples: examplesSchema,
            skipped: reasonsSchema,
            postponed: reasonsSchema.openapi({
              description: 'How often a message had to wait, whatever became of it.',
            }),
          })
          .openapi('DryRunStep'),
      )
      .readonly(),
    outcomes: z
      .array(
        z
          .object({
            outcome: z.enum(['not_started', ...recoveryOutcomes]),
            ...{ reason: reasonSchema, reasonText: z.string(), carts: z.int(), examples: examplesSchema },
          })
          .openapi('DryRunOutcome'),
      )
      .readonly(),
    days: z.array(perDay).readonly().openapi({ description: 'Messages by calendar day of the store.' }),
    hours: z.array(perHour).readonly().openapi({ description: 'By hour of the day of the store.' }),
  })
  .openapi('DryRunReport');

const cartExample = { cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21', at: '2026-11-22T10:12:00.000Z' } as const;
const example = {
  ...{ done: true, range: { from: '2026-11-22', to: '2026-11-22', timeZone: 'Europe/Vienna' }, truncated: false },
  ...{ until: '2026-11-22T23:00:00.000Z', carts: 412, reached: 180, people: 176 },
  ...{ messages: { email: 180, sms: 0, push: 0 }, currency: 'EUR' },
  cost: { prices: assumedPrices, amountMinor: 9 },
  revenue: {
    ...{ kind: 'estimate', currency: 'EUR', amountMinor: 138_600, lowMinor: 98_400, highMinor: 192_100 },
    ...{ recoveries: 400, recovered: 40, meanOrderMinor: 7_700 },
  },
  discounts: null,
  steps: [
    {
      ...{ stepId: 'touch-1', channel: 'email', sent: 180, people: 176 },
      ...{ firstAt: '2026-11-22T06:10:00.000Z', lastAt: '2026-11-23T07:00:00.000Z', examples: [cartExample] },
      skipped: [{ reason: 'purchased', reasonText: reasonCodes.purchased, count: 31, examples: [cartExample] }],
      postponed: [],
    },
  ],
  outcomes: [
    {
      ...{ outcome: 'not_started', reason: 'anonymous', reasonText: reasonCodes.anonymous, carts: 201 },
      examples: [cartExample],
    },
  ],
  days: [{ day: '2026-11-22', channel: 'email', messages: 180 }],
  hours: [{ hour: 11, channel: 'email', messages: 38 }],
} as const;

const bodySchema = z
  .object(dryRunShape)
  .refine(oneContent.refine, oneContent.told)
  .openapi('DryRunInput', oneContent.openapi);

export function postCampaignDryRun({ guard, database, previews, log, now }: RouteDeps) {
  const places = createRunPlaces();
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/dry-run',
    operationId: 'dryRunCampaign',
    tags: ['Campaigns'],
    summary: 'See what rules or a flow would send for the carts of some days, without sending it',
    description: `Who would get what and when, and who not and why, by the decisions of a real recovery: consents, quiet hours and country rules, caps, the holdout, and orders of their time. Days of the store, at most ${dryRunLimits.daysMax}; yesterday unless given. Each line is a report of what was counted so far; the last one is \`done\`. With \`Accept: application/json\` the answer is the last report alone. Asks for \`carts:read\` too. One run of a store at a time.`,
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams,
      body: jsonBody(bodySchema, { rules: campaignInputExample.rules, from: '2026-11-22', to: '2026-11-22' }),
    },
    responses: {
      200: {
        description: 'Reports, one a line; or the last one',
        content: {
          'application/json': { schema: reportSchema, example },
          [ndjson]: {
            schema: { type: 'string' },
            example: '{"done":false,"carts":2000,…}\n{"done":true,"carts":4120,…}\n',
          },
        },
      },
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const leaving = new AbortController();
      const reports = await startDryRun(
        { database, places, previews },
        {
          ...{ actor, storeId, campaignId: c.req.valid('param').id, ...c.req.valid('json') },
          ...{ nowMs: now(), signal: AbortSignal.any([c.req.raw.signal, leaving.signal]) },
        },
      );
      if (!wantsLines(c.req.header('accept'))) {
        let last: DryRunReport | undefined;
        for await (const report of reports) last = report;
        if (!last) throw new Error('a run that nobody left ends with a report');
        return c.json(shownReport(last), 200);
      }
      const requestId = c.get('requestId');
      const stream = byteStream(linesOf(reports), {
        onLeft: () => leaving.abort(),
        onFailure: (error) => log.warn({ err: error, requestId, storeId }, 'dry run broken off'),
      });
      return c.body(stream, 200, { 'content-type': ndjson, 'cache-control': 'no-store' }) as never;
    },
  });
}

/** Lines unless a program asks for one document. */
function wantsLines(accept = ''): boolean {
  return accept.includes(ndjson) || !accept.includes('application/json');
}

async function* linesOf(reports: AsyncGenerator<DryRunReport>): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  for await (const report of reports) yield encoder.encode(`${JSON.stringify(shownReport(report))}\n`);
}

function shownReport({ steps, outcomes, ...report }: DryRunReport) {
  const atTimes = (examples: DryRunReport['steps'][number]['examples']) =>
    examples.map(({ cartId, at }) => ({ cartId, at: new Date(at).toISOString() }));
  const worded = (reasons: DryRunReport['steps'][number]['skipped']) =>
    reasons.map(({ reason, count, examples }) => ({
      ...{ reason, reasonText: reasonCodes[reason], count, examples: atTimes(examples) },
    }));
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...report,
    until: report.until.toISOString(),
    steps: steps.map(({ firstAt, lastAt, examples, skipped, postponed, ...step }) => ({
      ...{ ...step, firstAt: moment(firstAt), lastAt: moment(lastAt), examples: atTimes(examples) },
      ...{ skipped: worded(skipped), postponed: worded(postponed) },
    })),
    outcomes: outcomes.map(({ reason, examples, ...outcome }) => ({
      ...{ ...outcome, reason, reasonText: reasonCodes[reason], examples: atTimes(examples) },
    })),
  };
}
