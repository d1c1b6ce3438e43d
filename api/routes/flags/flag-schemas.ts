import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import type { ProviderNames } from '../../../domain/channel.ts';
import { declaredFlags } from '../../../domain/flags/flag.ts';
import { type FlagRule, flagStates } from '../../../domain/flags/rule.ts';
import type { FlagChange, ListedFlag, SaidOfFlag } from '../../../services/state/flags/list.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { instantSchema } from '../../openapi/parameters.ts';

export const flagScopes = ['store', 'platform'] as const;
export type FlagScope = (typeof flagScopes)[number];

const always = z.object({ kind: z.enum(['on', 'off']) });
const percentage = z.object({
  kind: z.literal('percentage'),
  percent: z.number().gt(0).lt(100).openapi({ description: 'On for this share; flags only, switches have none.' }),
});
const described =
  'In `state` from one moment until another, and in the other one before and after; one of them may be null.';

/** The document would lose that it may be null. */
const edgeSchema = instantSchema.nullable().openapi({ type: ['string', 'null'], format: 'date-time' });

/** As it is sent. */
export const ruleInputSchema = z
  .discriminatedUnion('kind', [
    always,
    percentage,
    z.object({
      kind: z.literal('schedule').openapi({ description: described }),
      state: z.enum(flagStates),
      from: edgeSchema,
      until: edgeSchema,
    }),
  ])
  .openapi('FlagRuleInput');

/** As it is told. */
const ruleSchema = z
  .discriminatedUnion('kind', [
    always,
    percentage,
    z.object({
      kind: z.literal('schedule').openapi({ description: described }),
      state: z.enum(flagStates),
      from: momentSchema.nullable(),
      until: momentSchema.nullable(),
    }),
  ])
  .openapi('FlagRule');

const saidSchema = z
  .object({
    rule: ruleSchema.nullable().openapi({ description: 'Null: it cannot be read, and the last good one goes on.' }),
    reason: z.string(),
    changedAt: momentSchema,
    actorKind: z.enum(actorKinds),
    actorId: z.string().nullable().openapi({ description: 'Null for the platform’s, and where there is only one.' }),
  })
  .openapi('SaidOfFlag');

export const flagSchema = z
  .object({
    name: z.string().openapi({
      description: `\`${declaredFlags.join('`, `')}\`, or \`sending_by_<provider>\` for each provider.`,
    }),
    kind: z.enum(['switch', 'flag']).openapi({
      description: '`switch`: stops something for everybody. `flag`: may be on for a share of carts or stores too.',
    }),
    isOn: z.boolean().openapi({ description: 'Now; for a share, whether the store as a whole is in it.' }),
    by: z.enum(['default', 'platform', 'store', 'unknown']).openapi({
      description: 'Whose word counts. What the platform stops no store starts; else a store’s own rule goes first.',
    }),
    since: momentSchema.nullable(),
    until: momentSchema.nullable().openapi({ description: 'When a schedule changes it.' }),
    platform: saidSchema.nullable(),
    store: saidSchema.nullable(),
  })
  .openapi('Flag');

export const flagChangeSchema = z
  .object({
    id: z.string(),
    at: momentSchema,
    name: z.string(),
    scope: z.enum(flagScopes),
    before: ruleSchema.nullable(),
    after: ruleSchema.nullable().openapi({ description: 'Null: back to the default.' }),
    reason: z.string(),
    actorKind: z.enum(actorKinds),
    actorId: z.string().nullable(),
  })
  .openapi('FlagChange');

const said = {
  ...{ rule: { kind: 'off' }, reason: 'The provider sends everything twice', changedAt: '2026-11-27T21:04:10.000Z' },
  ...{ actorKind: 'operator', actorId: null },
} as const;

export const flagExample = {
  ...{ name: 'sending_email', kind: 'switch', isOn: false, by: 'platform', since: said.changedAt, until: null },
  ...{ platform: said, store: null },
} as const;

export const storeFlagExample = {
  ...flagExample,
  ...{ by: 'store', platform: null, store: { ...said, reason: 'Wrong prices in the catalogue', actorKind: 'api_key' } },
} as const;

export const flagChangeExample = {
  ...{ id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', at: said.changedAt, name: 'sending_email', scope: 'platform' },
  ...{ before: null, after: said.rule, reason: said.reason, actorKind: 'operator', actorId: null },
} as const;

/** Of the installation, each once: some send on several channels. */
export function providersOf(names: ProviderNames): readonly string[] {
  return [...new Set(Object.values(names).flat())];
}

export function readRuleInput(rule: z.output<typeof ruleInputSchema>): FlagRule {
  if (rule.kind !== 'schedule') return rule.kind === 'percentage' ? rule : { kind: rule.kind };
  const { from, until } = rule;
  return { ...rule, from: from?.getTime() ?? null, until: until?.getTime() ?? null };
}

export function shownFlag({ since, until, platform, store, ...flag }: ListedFlag) {
  return {
    ...flag,
    ...{ since: shownMoment(since), until: shownMoment(until) },
    // Who it was on the platform is no business of a store.
    platform: platform && { ...shownSaid(platform), actorId: null },
    store: store && shownSaid(store),
  };
}

export function shownChange({ storeId, at, before, after, actorId, ...change }: FlagChange) {
  return {
    ...change,
    at: at.toISOString(),
    scope: storeId === null ? ('platform' as const) : ('store' as const),
    ...{ before: shownRule(before), after: shownRule(after), actorId: storeId === null ? null : actorId },
  };
}

function shownSaid({ rule, changedAt, ...said }: SaidOfFlag) {
  return { ...said, rule: shownRule(rule), changedAt: changedAt.toISOString() };
}

function shownRule(rule: FlagRule | null) {
  if (rule === null || rule.kind !== 'schedule') return rule;
  return { ...rule, from: shownMoment(rule.from), until: shownMoment(rule.until) };
}

function shownMoment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
