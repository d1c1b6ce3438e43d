import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useToast } from '../../ui/toast.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign, Rule } from './campaign-types.ts';
import { type Conflict, conflictOf } from './conflict-dialog.tsx';
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
  readonly publish: () => void;
  readonly isPublishing: boolean;
  readonly conflict: Conflict | null;
  readonly closeConflict: () => void;
  readonly keepMine: (conflict: Conflict) => void;
  readonly takeTheirs: (conflict: Conflict) => void;
  /** Puts the rules of another version into the fields. */
  readonly reuse: (version: number, rules: readonly Rule[]) => void;
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
  const fail = (error: unknown, rules: readonly Rule[]) => {
    const found = conflictOf(error);
    if (found) return setConflict(found);
    if (!(error instanceof ApiError)) throw error;
    const [, index = ''] = error.path?.split('.') ?? [];
    const field = error.path === null ? null : fieldOfPath(error.path);
    const stepId = rules[Number(index)]?.id;
    if (field !== null && stepId !== undefined) setRefused({ stepId, field, message: error.message });
    else setFailure(error);
  };
  const begin = () => {
    setRefused(null);
    setFailure(null);
  };

  const saving = useMutation({
    mutationFn: ({ revision, name, rules }: { revision: number; name: string; rules: readonly Rule[] }) =>
      data(
        store.api.PUT('/v1/campaigns/{id}/draft', {
          params: { path, header: { 'if-match': `"${revision}"` } },
          body: { name, rules: [...rules] },
        }),
      ),
    onMutate: begin,
    onSuccess: keep,
    onError: (error, { rules }) => fail(error, rules),
  });
  const publishing = useMutation({
    mutationFn: () =>
      data(
        store.api.POST('/v1/campaigns/{id}/publish', {
          params: { path, header: { 'if-match': `"${state.saved.revision}"` } },
        }),
      ),
    onMutate: begin,
    onSuccess: (published) => {
      keep(published);
      void queries.invalidateQueries({ queryKey: campaignQueries.versions(store, campaign.id).queryKey });
      toast({ text: t('campaigns.published', { version: published.version }) });
    },
    onError: (error) => fail(error, state.saved.rules),
    onSettled: () => setReviewing(false),
  });

  const canSave = read.rules !== null && read.isNamed;
  const saveOver = async (revision: number): Promise<boolean> => {
    if (read.rules === null || !read.isNamed) return false;
    // Every failure is shown by `fail`; here it only matters that there was one.
    return saving.mutateAsync({ revision, name: state.name.trim(), rules: read.rules }).then(
      () => true,
      () => false,
    );
  };
  const save = () => saveOver(state.saved.revision);

  // Somebody else saved, and nothing of ours is unsaved: the fields show theirs.
  useEffect(() => {
    if (campaign.revision <= state.saved.revision || read.isDirty) return;
    const { name, rules } = campaign.draft ?? campaign;
    dispatch({ kind: 'filled', name, rules, writing });
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
    publish: () => publishing.mutate(),
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
      dispatch({ kind: 'filled', name: current.name, rules: current.rules, writing });
      dispatch({ kind: 'rebased', saved: current });
      void queries.invalidateQueries({ queryKey: campaignQueries.one(store, campaign.id).queryKey });
    },
    reuse: (version, rules) => {
      dispatch({ kind: 'filled', name: state.name, rules, writing });
      toast({ text: t('campaigns.reused', { version }) });
    },
    refused,
    failure,
  };
}
