import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useToast } from '../../ui/toast.tsx';
import { campaignQueries } from './campaign-queries.ts';
import { bodyOf, type Campaign, type Content } from './campaign-types.ts';
import { type Conflict, conflictOf } from './conflict-dialog.tsx';
import { editedOf } from './editor-state.ts';
import type { People } from './flow/people-inside.ts';
import { fieldOfPath, type StepForm } from './step-form.ts';
import type { Editor } from './use-editor.ts';

/** What the API refused in a field that the page took for right. */
export interface RefusedField {
  readonly stepId: string;
  readonly field: keyof StepForm;
  readonly message: string;
}

export interface Changes {
  readonly canSave: boolean;
  readonly isSaving: boolean;
  /** Keeps the edit as the draft. False: it was not saved, and the page says why. */
  readonly save: () => Promise<boolean>;
  /** Saves where something is unsaved, and shows what publishing would change. */
  readonly review: () => Promise<void>;
  readonly reviewing: boolean;
  readonly stopReview: () => void;
  /** `people`: what becomes of those who are inside; null: they finish on their version. */
  readonly publish: (people: People | null) => void;
  readonly isPublishing: boolean;
  readonly conflict: Conflict | null;
  readonly closeConflict: () => void;
  readonly keepMine: (conflict: Conflict) => void;
  readonly takeTheirs: (conflict: Conflict) => void;
  /** Puts what another version does into the fields. */
  readonly reuse: (version: number, content: Content) => void;
  readonly refused: RefusedField | null;
  /** What went wrong and belongs to no field. */
  readonly failure: ApiError | null;
}

/** Saving and publishing an edit, with every answer that the API may give. */
export function useChanges(campaign: Campaign, { state, read, writing, dispatch }: Editor): Changes {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const toast = useToast();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [refused, setRefused] = useState<RefusedField | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const path = { id: campaign.id };

  const keep = (changed: Campaign) => {
    queries.setQueryData(campaignQueries.one(store, campaign.id).queryKey, changed);
    void queries.invalidateQueries({ queryKey: campaignQueries.list(store).queryKey });
    dispatch({ kind: 'saved', campaign: changed });
  };
  const fail = (error: unknown, content: Content) => {
    const found = conflictOf(error);
    if (found) return setConflict(found);
    if (!(error instanceof ApiError)) throw error;
    const [, index = ''] = error.path?.split('.') ?? [];
    const field = error.path === null || content.flow ? null : fieldOfPath(error.path);
    const stepId = content.rules[Number(index)]?.id;
    if (field !== null && stepId !== undefined) setRefused({ stepId, field, message: error.message });
    else setFailure(error);
  };
  const begin = () => {
    setRefused(null);
    setFailure(null);
  };

  const saving = useMutation({
    mutationFn: ({ revision, name, content }: { revision: number; name: string; content: Content }) =>
      data(
        store.api.PUT('/v1/campaigns/{id}/draft', {
          params: { path, header: { 'if-match': `"${revision}"` } },
          body: { name, ...bodyOf(content) },
        }),
      ),
    onMutate: begin,
    onSuccess: keep,
    onError: (error, { content }) => fail(error, content),
  });
  const publishing = useMutation({
    mutationFn: (people: People | null) =>
      data(
        store.api.POST('/v1/campaigns/{id}/publish', {
          params: { path, header: { 'if-match': `"${state.saved.revision}"` } },
          body: { people },
        }),
      ),
    onMutate: begin,
    onSuccess: (published) => {
      keep(published);
      void queries.invalidateQueries({ queryKey: campaignQueries.versions(store, campaign.id).queryKey });
      toast({ text: t('campaigns.published', { version: published.version }) });
    },
    onError: (error) => fail(error, state.saved),
    onSettled: () => setReviewing(false),
  });

  const canSave = read.content !== null && read.isNamed;
  const saveOver = async (revision: number): Promise<boolean> => {
    if (read.content === null || !read.isNamed) return false;
    // Every failure is shown by `fail`; here it only matters that there was one.
    return saving.mutateAsync({ revision, name: state.name.trim(), content: read.content }).then(
      () => true,
      () => false,
    );
  };
  const save = () => saveOver(state.saved.revision);

  // Somebody else saved, and nothing of ours is unsaved: the fields show theirs.
  useEffect(() => {
    if (campaign.revision <= state.saved.revision || read.isDirty) return;
    const { name, ...content } = editedOf(campaign);
    dispatch({ kind: 'filled', name, content, writing });
    dispatch({ kind: 'saved', campaign });
  }, [campaign, state.saved.revision, read.isDirty, writing, dispatch]);

  return {
    canSave,
    isSaving: saving.isPending,
    save,
    review: async () => {
      if (!read.isDirty || (await save())) setReviewing(true);
    },
    reviewing,
    stopReview: () => setReviewing(false),
    publish: (people) => publishing.mutate(people),
    isPublishing: publishing.isPending,
    conflict,
    closeConflict: () => setConflict(null),
    keepMine: ({ current }) => {
      setConflict(null);
      dispatch({ kind: 'rebased', saved: current });
      void saveOver(current.revision);
    },
    takeTheirs: ({ current }) => {
      setConflict(null);
      dispatch({ kind: 'filled', name: current.name, content: current, writing });
      dispatch({ kind: 'rebased', saved: current });
      void queries.invalidateQueries({ queryKey: campaignQueries.one(store, campaign.id).queryKey });
    },
    reuse: (version, content) => {
      dispatch({ kind: 'filled', name: state.name, content, writing });
      toast({ text: t('campaigns.reused', { version }) });
    },
    refused,
    failure,
  };
}
