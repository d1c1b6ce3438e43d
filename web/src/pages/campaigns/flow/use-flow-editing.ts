import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { isTyping } from '../../../lib/is-typing.ts';
import { useToast } from '../../../ui/toast.tsx';
import { useOffers } from '../../offers/offer-data.ts';
import { campaignQueries } from '../campaign-queries.ts';
import type { Campaign, Finding } from '../campaign-types.ts';
import type { Editor } from '../use-editor.ts';
import { type AddableKind, change, insert, remove } from './flow-edit.ts';
import type { FlowEdit } from './flow-history.ts';
import type { Flow, FlowStep, Way } from './flow-types.ts';

/** A flow under one's hands: what it is, what is wrong with it, and what can be done to it. */
export interface FlowEditing {
  readonly edit: FlowEdit;
  readonly flow: Flow;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  /** `field`: what is typed into one field is undone as one edit. */
  readonly set: (flow: Flow, field?: string) => void;
  readonly setStep: (step: FlowStep, field?: string) => void;
  readonly setUnread: (field: string, text: string) => void;
  /** Gives back the id of the new step. */
  readonly insert: (way: Way, kind: AddableKind) => string;
  /** False: the step cannot go. */
  readonly remove: (id: string) => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** How long nothing is typed before a flow is checked. */
const checkAfterMs = 700;

export function useFlowEditing(campaign: Campaign, editor: Editor, edit: FlowEdit, readOnly: boolean): FlowEditing {
  const { t } = useI18n();
  const toast = useToast();
  const { dispatch } = editor;
  const { flow } = edit;
  const findings = useFindings(campaign.id, flow);
  const firstOffer = useOffers().data?.items.find(({ status }) => status === 'active')?.key;
  const editing = useMemo((): FlowEditing => {
    const set = (next: Flow, field: string | null = null) =>
      dispatch({ kind: 'flow', action: { kind: 'edited', flow: next, field } });
    const tell = (count: number) => {
      if (count > 0) toast({ text: t('flow.wentWithIt', { count }) });
    };
    return {
      ...{ edit, flow, findings, readOnly, set },
      setStep: (step, field) => set(change(flow, step), field),
      setUnread: (field, text) => dispatch({ kind: 'flow', action: { kind: 'unread', field, text } }),
      insert: (way, kind) => {
        const template = flow.steps.find((step) => step.kind === 'send')?.template ?? 'cart-reminder-1';
        const added = insert(flow, way, kind, { taken: edit.taken, template, offer: firstOffer });
        set(added.flow);
        tell(added.removed.length);
        return added.id;
      },
      remove: (id) => {
        const left = remove(flow, id);
        if (!left) return false;
        set(left.flow);
        tell(left.removed.length - 1);
        return true;
      },
      undo: () => dispatch({ kind: 'flow', action: { kind: 'undone' } }),
      redo: () => dispatch({ kind: 'flow', action: { kind: 'redone' } }),
    };
  }, [edit, flow, findings, firstOffer, readOnly, dispatch, t, toast]);
  useUndoKeys(editing);
  return editing;
}

/** What the API finds in the flow, once nothing is changed for a moment. */
function useFindings(campaignId: string, flow: Flow): readonly Finding[] {
  const [checked, setChecked] = useState(flow);
  useEffect(() => {
    const timer = setTimeout(() => setChecked(flow), checkAfterMs);
    return () => clearTimeout(timer);
  }, [flow]);
  const { data } = useQuery({
    ...campaignQueries.check(useStore(), campaignId, { rules: [], flow: checked }),
    placeholderData: keepPreviousData,
  });
  return useMemo(() => data?.findings ?? [], [data]);
}

function useUndoKeys({ undo, redo, readOnly }: FlowEditing): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (readOnly || isTyping(event) || event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo, readOnly]);
}
