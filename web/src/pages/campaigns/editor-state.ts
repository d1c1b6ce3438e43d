import { type Campaign, type Content, limits, type Rule } from './campaign-types.ts';
import { beginFlow, editFlow, type FlowAction, type FlowEdit } from './flow/flow-history.ts';
import type { Flow } from './flow/flow-types.ts';
import { formOf, type ReadStep, readForm, type StepForm, type Writing } from './step-form.ts';

/** The edit in the page. What it began with is kept beside it: whether something is unsaved follows from both. */
export interface EditorState {
  readonly name: string;
  readonly steps: readonly StepForm[];
  /** Null: the campaign is steps by their time alone. */
  readonly flow: FlowEdit | null;
  /** Name and content as they are saved, and the revision that they had. */
  readonly saved: Content & { readonly name: string; readonly revision: number };
}

export type EditorAction =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'changed'; readonly id: string; readonly change: Partial<StepForm> }
  | { readonly kind: 'added'; readonly step: StepForm }
  | { readonly kind: 'removed'; readonly id: string }
  | { readonly kind: 'flow'; readonly action: FlowAction }
  /** What stands in the fields is saved now, as this campaign. */
  | { readonly kind: 'saved'; readonly campaign: Campaign }
  /** The fields show this instead; it is unsaved until it is saved. */
  | { readonly kind: 'filled'; readonly name: string; readonly content: Content; readonly writing: Writing }
  /** The campaign has another revision; the fields stay. */
  | { readonly kind: 'rebased'; readonly saved: EditorState['saved'] };

export function beginEditing(campaign: Campaign, writing: Writing): EditorState {
  const { name, rules, flow } = editedOf(campaign);
  return {
    name,
    steps: stepsOf({ rules, flow }, writing),
    flow: flow && beginFlow(flow, flowsOf(campaign)),
    saved: { name, rules, flow, revision: campaign.revision },
  };
}

/** What is edited of a campaign: its draft, else what counts. */
export function editedOf({ draft, name, rules, flow }: Campaign): Content & { readonly name: string } {
  return draft ?? { name, rules, flow };
}

function stepsOf({ rules, flow }: Content, writing: Writing): readonly StepForm[] {
  return flow ? [] : rules.map((rule) => formOf(rule, writing));
}

function flowsOf({ flow, draft }: Campaign): readonly Flow[] {
  return [flow, draft?.flow].filter((one) => one !== null && one !== undefined);
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
    case 'flow':
      return { ...state, flow: state.flow && editFlow(state.flow, action.action) };
    case 'saved': {
      const { name, rules, flow } = editedOf(action.campaign);
      return { ...state, saved: { name, rules, flow, revision: action.campaign.revision } };
    }
    case 'filled':
      return {
        ...state,
        name: action.name,
        steps: stepsOf(action.content, action.writing),
        flow: filledFlow(state, action.content),
      };
    case 'rebased':
      return { ...state, saved: action.saved };
  }
}

/** Another flow in the same fields. The ids of the one before stay taken: it may have been saved. */
function filledFlow({ flow: before, saved }: EditorState, { flow }: Content): FlowEdit | null {
  if (!flow) return null;
  const others = [before?.flow, saved.flow].filter((one) => one !== null && one !== undefined);
  return beginFlow(flow, others, (before?.epoch ?? 0) + 1);
}

export interface ReadEdit {
  readonly steps: ReadonlyMap<string, ReadStep>;
  /** Null: a field is wrong. */
  readonly content: Content | null;
  readonly isNamed: boolean;
  readonly isDirty: boolean;
}

/** What the fields say, and whether that is something else than what is saved. */
export function readEdit({ name, steps, flow, saved }: EditorState, writing: Writing): ReadEdit {
  const read = new Map(steps.map((step) => [step.id, readStep(step, saved.rules, writing)] as const));
  const content = flow ? readFlow(flow) : readRules([...read.values()]);
  const trimmed = name.trim();
  return {
    steps: read,
    content,
    isNamed: trimmed.length > 0 && trimmed.length <= limits.nameLengthMax,
    isDirty: trimmed !== saved.name || content === null || !isSameContent(content, saved),
  };
}

function readFlow({ flow, unread }: FlowEdit): Content | null {
  return Object.keys(unread).length === 0 ? { rules: [], flow } : null;
}

function readRules(all: readonly ReadStep[]): Content | null {
  return all.every((one) => one.ok) && all.length > 0 ? { rules: all.map(({ rule }) => rule), flow: null } : null;
}

/** Of a flow the rules are its messages: they follow from it. */
function isSameContent(a: Content, b: Content): boolean {
  if (a.flow || b.flow) return canonical(a.flow) === canonical(b.flow);
  return canonical(a.rules) === canonical(b.rules);
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
