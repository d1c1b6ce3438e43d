import { type Campaign, limits, type Rule } from './campaign-types.ts';
import { formOf, type ReadStep, readForm, type StepForm, type Writing } from './step-form.ts';

/** The edit in the page. What it began with is kept beside it: whether something is unsaved follows from both. */
export interface EditorState {
  readonly name: string;
  readonly steps: readonly StepForm[];
  /** Name and rules as they are saved, and the revision that they had. */
  readonly saved: { readonly name: string; readonly rules: readonly Rule[]; readonly revision: number };
}

export type EditorAction =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'changed'; readonly id: string; readonly change: Partial<StepForm> }
  | { readonly kind: 'added'; readonly step: StepForm }
  | { readonly kind: 'removed'; readonly id: string }
  /** What stands in the fields is saved now, as this campaign. */
  | { readonly kind: 'saved'; readonly campaign: Campaign }
  /** The fields show this instead; it is unsaved until it is saved. */
  | { readonly kind: 'filled'; readonly name: string; readonly rules: readonly Rule[]; readonly writing: Writing }
  /** The campaign has another revision; the fields stay. */
  | { readonly kind: 'rebased'; readonly saved: EditorState['saved'] };

export function beginEditing(campaign: Campaign, writing: Writing): EditorState {
  const { name, rules } = editedOf(campaign);
  return {
    name,
    steps: rules.map((rule) => formOf(rule, writing)),
    saved: { name, rules, revision: campaign.revision },
  };
}

/** What is edited of a campaign: its draft, else what counts. */
export function editedOf({ draft, name, rules }: Campaign): { readonly name: string; readonly rules: readonly Rule[] } {
  return draft ?? { name, rules };
}

export function edit(state: EditorState, action: EditorAction): EditorState {
  switch (action.kind) {
    case 'named':
      return { ...state, name: action.name };
    case 'changed':
      return {
        ...state,
        steps: state.steps.map((step) => (step.id === action.id ? { ...step, ...action.change } : step)),
      };
    case 'added':
      return { ...state, steps: [...state.steps, action.step] };
    case 'removed':
      return { ...state, steps: state.steps.filter(({ id }) => id !== action.id) };
    case 'saved':
      return { ...state, saved: { ...editedOf(action.campaign), revision: action.campaign.revision } };
    case 'filled':
      return { ...state, name: action.name, steps: action.rules.map((rule) => formOf(rule, action.writing)) };
    case 'rebased':
      return { ...state, saved: action.saved };
  }
}

export interface ReadEdit {
  readonly steps: ReadonlyMap<string, ReadStep>;
  /** Null: a field is wrong. */
  readonly rules: readonly Rule[] | null;
  readonly isNamed: boolean;
  readonly isDirty: boolean;
}

/** What the fields say, and whether that is something else than what is saved. */
export function readEdit({ name, steps, saved }: EditorState, writing: Writing): ReadEdit {
  const read = new Map(steps.map((step) => [step.id, readStep(step, saved.rules, writing)] as const));
  const all = [...read.values()];
  const rules = all.every((one) => one.ok) && all.length > 0 ? all.map(({ rule }) => rule) : null;
  const trimmed = name.trim();
  return {
    steps: read,
    rules,
    isNamed: trimmed.length > 0 && trimmed.length <= limits.nameLengthMax,
    isDirty: trimmed !== saved.name || rules === null || canonical(rules) !== canonical(saved.rules),
  };
}

/** A step whose fields stand as they were is the rule that was saved, to its last digit: fields round. */
function readStep(step: StepForm, saved: readonly Rule[], writing: Writing): ReadStep {
  const before = saved.find(({ id }) => id === step.id);
  const untouched = before !== undefined && canonical(formOf(before, writing)) === canonical(step);
  return untouched ? { ok: true, rule: before } : readForm(step, writing);
}

/** By value, whatever the order of the names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A further step, a day after the last one. Its id is none of an edited or a saved step: it would be taken for that one. */
export function newStep({ steps, saved }: EditorState, template: string, writing: Writing): StepForm {
  const taken = new Set([...steps, ...saved.rules].map(({ id }) => id));
  let number = steps.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  const delays = steps.map((step) => readForm(step, writing)).map((read) => (read.ok ? read.rule.delayMs : 0));
  const delayMs = Math.min(Math.max(0, ...delays) + 86_400_000, limits.delayMsMax);
  return formOf(
    { id: `step-${number}`, trigger: 'cart_abandoned', delayMs, channel: 'email', template, conditions: {} },
    writing,
  );
}
