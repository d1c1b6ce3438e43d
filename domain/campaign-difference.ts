import type { CampaignContent } from './campaign-content.ts';
import { compileRules } from './flow/compile-rules.ts';
import type { FlowProgram } from './flow/flow.ts';

/** A value of a step's field as it is shown: a list of words stays a list. */
export type FieldValue = string | number | boolean | readonly string[] | null;

/** Null on a side where the field is not set. A field inside another has a dot in its name: `conditions.itemsMin`, `arms.0.share`. */
export interface FieldDifference {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export type StepDifference =
  | { readonly kind: 'added'; readonly stepId: string; readonly fields: readonly FieldDifference[] }
  | { readonly kind: 'removed'; readonly stepId: string; readonly fields: readonly FieldDifference[] }
  | { readonly kind: 'changed'; readonly stepId: string; readonly fields: readonly FieldDifference[] };

/** What differs between two versions of a campaign. */
export interface CampaignDifference {
  /** Of the flow as a whole: whom it takes in, its exits, where it begins. */
  readonly settings: readonly FieldDifference[];
  readonly steps: readonly StepDifference[];
  /** The rules that both have stand in another order; it decides between rules that are due at the same moment. */
  readonly reordered: boolean;
}

/**
 * Compares two versions step by step. A step is the same one as long as its id is: whoever renames a step has removed one
 * and added another, which is what recoveries and messages see too. Rules beside a flow are compared as the flow that they are.
 */
export function differenceOf(before: CampaignContent, after: CampaignContent): CampaignDifference {
  if (!before.flow && !after.flow)
    return {
      settings: [],
      steps: stepsBetween(before.rules, after.rules),
      reordered: keptIds(before.rules, after.rules) !== keptIds(after.rules, before.rules),
    };
  const [{ steps: old, ...oldSettings }, { steps: now, ...newSettings }] = [programOf(before), programOf(after)];
  return { settings: fieldsBetween(oldSettings, newSettings), steps: stepsBetween(old, now), reordered: false };
}

export function isSame({ settings, steps, reordered }: CampaignDifference): boolean {
  return settings.length === 0 && steps.length === 0 && !reordered;
}

function programOf({ rules, flow }: CampaignContent): FlowProgram {
  if (flow) return flow;
  const { version: _, ...program } = compileRules(rules, 0);
  return program;
}

interface Step {
  readonly id: string;
}

function stepsBetween(before: readonly Step[], after: readonly Step[]): readonly StepDifference[] {
  return [
    ...before.flatMap((step): StepDifference[] => {
      const now = after.find(({ id }) => id === step.id);
      if (!now) return [{ kind: 'removed', stepId: step.id, fields: fieldsBetween(step, null) }];
      const fields = fieldsBetween(step, now);
      return fields.length === 0 ? [] : [{ kind: 'changed', stepId: step.id, fields }];
    }),
    ...after
      .filter(({ id }) => !before.some((step) => step.id === id))
      .map((step): StepDifference => ({ kind: 'added', stepId: step.id, fields: fieldsBetween(null, step) })),
  ];
}

function keptIds(steps: readonly Step[], others: readonly Step[]): string {
  return steps
    .map(({ id }) => id)
    .filter((id) => others.some((other) => other.id === id))
    .join();
}

function fieldsBetween(before: object | null, after: object | null): readonly FieldDifference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** Whatever fields there are, so that a new kind of step or condition is compared without being named here. */
function fieldsOf(thing: object | null): ReadonlyMap<string, FieldValue> {
  const { id: _, ...own } = (thing ?? {}) as { readonly id?: string };
  return new Map(leavesOf(own, ''));
}

function leavesOf(value: unknown, path: string): readonly (readonly [string, FieldValue])[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || isWordList(value)) return [[path, value as FieldValue]];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}

function isWordList(value: object): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
