import { stepOf } from './flow-shape.ts';
import type { Flow } from './flow-types.ts';

/** How many edits can be taken back. */
export const undoStepsMax = 100;

/** The edit of a flow in the page, with what can be undone and redone. */
export interface FlowEdit {
  readonly flow: Flow;
  readonly past: readonly Flow[];
  readonly future: readonly Flow[];
  /** The field that was changed last: what is typed in one field is undone as one edit. */
  readonly field: string | null;
  /** Texts that say no value yet, by field: nothing is saved while there are any. */
  readonly unread: Readonly<Record<string, string>>;
  /** Grows when the flow is another one than the fields show. */
  readonly epoch: number;
  /** Ids that steps have or had: none is given to another step. */
  readonly taken: ReadonlySet<string>;
}

export type FlowAction =
  | { readonly kind: 'edited'; readonly flow: Flow /** Null: an edit of its own. */; readonly field: string | null }
  | { readonly kind: 'unread'; readonly field: string; readonly text: string }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' };

export function beginFlow(flow: Flow, others: readonly Flow[], epoch = 0): FlowEdit {
  const taken = new Set([flow, ...others].flatMap(({ steps }) => steps.map(({ id }) => id)));
  return { flow, past: [], future: [], field: null, unread: {}, epoch, taken };
}

export function editFlow(edit: FlowEdit, action: FlowAction): FlowEdit {
  switch (action.kind) {
    case 'edited': {
      const { flow, field } = action;
      const isSameField = field !== null && field === edit.field;
      return {
        ...edit,
        flow,
        past: isSameField ? edit.past : [...edit.past, edit.flow].slice(-undoStepsMax),
        future: [],
        field,
        unread: readNow(edit.unread, edit.flow, flow, field),
        taken: new Set([...edit.taken, ...flow.steps.map(({ id }) => id)]),
      };
    }
    case 'unread':
      return { ...edit, unread: { ...edit.unread, [action.field]: action.text } };
    case 'undone': {
      const flow = edit.past.at(-1);
      if (!flow) return edit;
      const past = edit.past.slice(0, -1);
      return { ...edit, ...shown(flow, edit.epoch), past, future: [edit.flow, ...edit.future] };
    }
    case 'redone': {
      const [flow, ...future] = edit.future;
      if (!flow) return edit;
      return { ...edit, ...shown(flow, edit.epoch), past: [...edit.past, edit.flow].slice(-undoStepsMax), future };
    }
  }
}

function shown(flow: Flow, epoch: number) {
  return { flow, field: null, unread: {}, epoch: epoch + 1 };
}

/** Without the field that says a value now, and those that are not there any more. */
function readNow(unread: FlowEdit['unread'], before: Flow, after: Flow, field: string | null): FlowEdit['unread'] {
  return Object.fromEntries(
    Object.entries(unread).filter(([name]) => name !== field && isStillThere(name, before, after)),
  );
}

/** A field is named by its step's id, a slash and what it is; one of the flow as a whole begins with the slash. */
function isStillThere(name: string, before: Flow, after: Flow): boolean {
  const [id = '', part = ''] = name.split('/');
  if (id === '') return true;
  const [was, step] = [stepOf(before, id), stepOf(after, id)];
  // Paths have no name: where there is one more or less, the fields show others.
  if (part.startsWith('path-'))
    return step?.kind === 'branch' && was?.kind === 'branch' && step.paths.length === was.paths.length;
  if (part.startsWith('share-')) return step?.kind === 'split' && step.arms.some((arm) => part === `share-${arm.id}`);
  if (part === 'floor') return step?.kind === 'split' && step.allocation === 'learning';
  if (part === 'baseline') return step?.kind === 'split' && step.allocation === 'personal';
  if (part.startsWith('window.')) return step?.kind === 'send' && Boolean(step.window);
  return step !== undefined;
}
