import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import { bodyOf, type Content, type Template, templateQueries } from './template-queries.ts';

interface TemplateActionsProps {
  readonly template: Template;
  readonly content: Content;
  readonly isDirty: boolean;
}

/** Saves an edit, publishes it, and deletes a template that nobody uses. */
export function TemplateActions({ template, content, isDirty }: TemplateActionsProps) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [deleting, setDeleting] = useState(false);
  const [drafting, setDrafting] = useState(false);
  const path = { name: template.name };
  const reread = () => queries.invalidateQueries({ queryKey: templateQueries.of(store) });
  const saveNow = () =>
    data(
      store.api.PUT('/v1/templates/{name}', {
        params: { path, header: { 'if-match': `"${template.version}"` } },
        body: { content: bodyOf(content) },
      }),
    );
  const save = useMutation({
    mutationFn: saveNow,
    onSuccess: async ({ version }) => {
      await reread();
      toast({ text: t('templates.saved', { version }) });
    },
  });
  const publish = useMutation({
    mutationFn: async () => {
      const version = isDirty ? (await saveNow()).version : (template.version ?? 1);
      return data(store.api.POST('/v1/templates/{name}/publish', { params: { path }, body: { version } }));
    },
    onSuccess: async ({ publishedVersion }) => {
      await reread();
      toast({ text: t('templates.published', { version: publishedVersion ?? 0 }) });
    },
  });
  const remove = useMutation({
    mutationFn: () => data(store.api.DELETE('/v1/templates/{name}', { params: { path } })),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: templateQueries.one(store, template.name).queryKey });
      await queries.invalidateQueries({ queryKey: templateQueries.list(store).queryKey, exact: true });
      await navigate({ to: `/stores/${store.id}/templates` as '/' });
    },
  });
  const busy = save.isPending || publish.isPending;
  const error = save.error ?? publish.error;
  /** Words of a model that nobody has read and changed. */
  const isUnapproved = !isDirty && template.draftedBy !== null;
  const isPublished = !isDirty && template.publishedVersion === template.version;
  return (
    <>
      <Button onClick={() => setDrafting(true)}>{t('drafts.texts')}</Button>
      <Button
        onClick={() => save.mutate()}
        disabled={(!isDirty && !isUnapproved) || busy}
        {...(isUnapproved && { look: 'primary' as const })}
      >
        {t(isUnapproved ? 'drafts.approve' : 'action.save')}
      </Button>
      <Button
        {...(!isUnapproved && { look: 'primary' as const })}
        onClick={() => publish.mutate()}
        disabled={isPublished || isUnapproved || busy}
      >
        {t('templates.publish')}
      </Button>
      <Button onClick={() => setDeleting(true)} disabled={template.uses.length > 0}>
        {t('templates.delete')}
      </Button>
      {error && <Notice tone="bad">{error.message}</Notice>}
      {drafting && <DraftDialog template={template} isDirty={isDirty} onClose={() => setDrafting(false)} />}
      <ConfirmDialog
        open={deleting}
        title={t('templates.delete.title', { name: template.name })}
        action={t('templates.delete')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setDeleting(false)}
      >
        <p>{t('templates.delete.text')}</p>
        {remove.error && <Notice tone="bad">{remove.error.message}</Notice>}
      </ConfirmDialog>
    </>
  );
}
