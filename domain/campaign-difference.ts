import type { CampaignStep } from './campaign.ts';

/** A value of a step's field as it is shown: a list of words stays a list. */
export type FieldValue = string | number | readonly string[] | null;

/** Null on a side where the field is not set. Names of conditions begin with `conditions.`. */
export interface FieldDifference {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export type StepDifference =
  | { readonly kind: 'added'; readonly stepId: string; readonly fields: readonly FieldDifference[] }
  | { readonly kind: 'removed'; readonly stepId: string; readonly fields: readonly FieldDifference[] }
  | { readonly kind: 'changed'; readonly stepId: string; readonly fields: readonly FieldDifference[] };

/** What differs between two sets of rules. */
export interface RulesDifference {
  readonly steps: readonly StepDifference[];
  /** The steps that both have stand in another order; it decides between steps that are due at the same moment. */
  readonly reordered: boolean;
}

/**
 * Compares two versions step by step. A step is the same one as long as its id is: whoever renames a step has removed one
 * and added another, which is what recoveries and messages see too.
 */
export function differenceOf(before: readonly CampaignStep[], after: readonly CampaignStep[]): RulesDifference {
  const steps = [
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
  const kept = (rules: readonly CampaignStep[], others: readonly CampaignStep[]) =>
    rules.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  return { steps, reordered: kept(before, after).join() !== kept(after, before).join() };
}

export function isSame({ steps, reordered }: RulesDifference): boolean {
  return steps.length === 0 && !reordered;
}

function fieldsBetween(before: CampaignStep | null, after: CampaignStep | null): readonly FieldDifference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** Whatever fields a step has, so that a new trigger or condition is compared without being named here. */
function fieldsOf(step: CampaignStep | null): ReadonlyMap<string, FieldValue> {
  if (!step) return new Map();
  const { id: _, conditions, ...own } = step;
  const named = Object.entries<FieldValue | undefined>({ ...conditions });
  const all = [
    ...Object.entries<FieldValue | undefined>(own),
    ...named.map(([name, value]) => [`conditions.${name}`, value] as const),
  ];
  return new Map(all.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));
}
