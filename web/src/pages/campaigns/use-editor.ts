import { useBlocker } from '@tanstack/react-router';
import { useMemo, useReducer } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { Campaign } from './campaign-types.ts';
import { beginEditing, type EditorAction, type EditorState, edit, type ReadEdit, readEdit } from './editor-state.ts';
import type { Writing } from './step-form.ts';

export interface Editor {
  readonly state: EditorState;
  readonly read: ReadEdit;
  readonly writing: Writing;
  readonly dispatch: (action: EditorAction) => void;
}

/** The edit of one campaign in this page. */
export function useEditor(campaign: Campaign): Editor {
  const writing = useWriting();
  const [state, dispatch] = useReducer(edit, campaign, (begun) => beginEditing(begun, writing));
  const read = useMemo(() => readEdit(state, writing), [state, writing]);
  return { state, read, writing, dispatch };
}

/** How the person writes numbers: the language of the page, with the region of the browser where it is of that language. */
export function useWriting(): Writing {
  const { locale } = useI18n();
  const { currency } = useStore();
  return useMemo(() => {
    const regional = navigator.languages.find((tag) => tag.split('-')[0] === locale);
    return { tag: regional ?? (locale === 'en' ? 'en-GB' : locale), currency: currency ?? 'EUR' };
  }, [locale, currency]);
}

/** Holds the person back on every way out while something is unsaved: another page of ours, a closed tab, a reload. */
export function useUnsavedGuard(isDirty: boolean) {
  return useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
}
