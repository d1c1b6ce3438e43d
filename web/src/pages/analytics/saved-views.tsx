import { Bookmark, ChevronDown, Pencil, Save, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Metric } from '../../analytics/catalogue.ts';
import { ApiError } from '../../api/api-error.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SmallSelect, TextField } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import styles from './analytics.module.css';
import type { Explore } from './explore-search.ts';
import { type SavedView, searchOfView, useSavedQuery, useSavedViews, useViewChanges } from './use-saved-views.ts';

const nameLengthMax = 80;

interface SavedViewsProps {
  readonly explore: Explore;
  readonly metrics: readonly Metric[];
}

/** The questions that the team keeps: one opens them, and whoever may write keeps what the page shows. */
export function SavedViews({ explore, metrics }: SavedViewsProps) {
  const { t } = useI18n();
  const { may } = useStore();
  const toast = useToast();
  const views = useSavedViews();
  const query = useSavedQuery(explore);
  const { update } = useViewChanges();
  const [search, change] = useListSearch();
  const [asking, setAsking] = useState<'new' | 'name' | 'delete' | null>(null);
  const kept = views.data ?? [];
  const current = kept.find(({ id }) => id === search['view']);
  const open = (view: SavedView) => {
    // What the view does not filter by is not filtered.
    const clean = Object.fromEntries(metrics.flatMap(({ dimensions }) => dimensions).map((name) => [name, undefined]));
    change({ ...clean, ...searchOfView(view) });
  };
  if (kept.length === 0 && !may('reports:write')) return null;
  return (
    <div className={styles['views']}>
      {kept.length > 0 && (
        <SmallSelect
          label={t('analytics.views')}
          value={current?.id ?? ''}
          onChange={({ currentTarget }) => {
            const view = kept.find(({ id }) => id === currentTarget.value);
            if (view) open(view);
            else change({ view: undefined });
          }}
        >
          <option value="">{t('analytics.views')}</option>
          {kept.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SmallSelect>
      )}
      {may('reports:write') && (
        <Button onClick={() => setAsking('new')}>
          <Bookmark size={15} aria-hidden="true" />
          {t('analytics.view.save')}
        </Button>
      )}
      {current && may('reports:write') && (
        <Menu
          trigger={
            <Button look="plain" aria-label={t('analytics.view.actions', { name: current.name })}>
              {t('analytics.view.change')}
              <ChevronDown size={15} aria-hidden="true" />
            </Button>
          }
          entries={[
            {
              label: t('analytics.view.update'),
              icon: <Save size={15} aria-hidden="true" />,
              onSelect: () =>
                update.mutate(
                  { id: current.id, query },
                  {
                    onSuccess: () => toast({ text: t('analytics.view.updated', { name: current.name }) }),
                    onError: (error) => toast({ text: error.message }),
                  },
                ),
            },
            {
              label: t('analytics.view.rename'),
              icon: <Pencil size={15} aria-hidden="true" />,
              onSelect: () => setAsking('name'),
            },
            {
              label: t('analytics.view.delete'),
              icon: <Trash2 size={15} aria-hidden="true" />,
              onSelect: () => setAsking('delete'),
            },
          ]}
        />
      )}
      {asking === 'new' && (
        <NameDialog title={t('analytics.view.save')} query={query} onClose={() => setAsking(null)} onSaved={open} />
      )}
      {asking === 'name' && current && (
        <NameDialog title={t('analytics.view.rename')} view={current} query={query} onClose={() => setAsking(null)} />
      )}
      {current && (
        <DeleteDialog
          view={current}
          open={asking === 'delete'}
          onClose={() => setAsking(null)}
          onDeleted={() => change({ view: undefined })}
        />
      )}
    </div>
  );
}

function NameDialog({
  title,
  view,
  query,
  onClose,
  onSaved,
}: {
  readonly title: string;
  /** The view that gets another name; without one a new view is kept. */
  readonly view?: SavedView;
  readonly query: ReturnType<typeof useSavedQuery>;
  readonly onClose: () => void;
  readonly onSaved?: (view: SavedView) => void;
}) {
  const { t } = useI18n();
  const toast = useToast();
  const { create, update } = useViewChanges();
  const [name, setName] = useState(view?.name ?? '');
  const done = (saved: SavedView) => {
    toast({ text: t('analytics.view.saved', { name: saved.name }) });
    onClose();
    onSaved?.(saved);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (view) update.mutate({ id: view.id, name: name.trim() }, { onSuccess: done });
    else create.mutate({ name: name.trim(), query }, { onSuccess: done });
  };
  const error = create.error ?? update.error;
  const taken = error instanceof ApiError && error.status === 409 && error.path === 'name';
  const problem = taken ? t('analytics.view.taken') : (error?.message ?? null);
  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={submit} className={ui['stack']}>
        <TextField
          label={t('analytics.view.name')}
          help={t('analytics.view.name.help')}
          value={name}
          maxLength={nameLengthMax}
          required
          problem={problem}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className={ui['dialogActions']}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" disabled={create.isPending || update.isPending || name.trim() === ''}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DeleteDialog({
  view,
  open,
  onClose,
  onDeleted,
}: {
  readonly view: SavedView;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}) {
  const { t } = useI18n();
  const toast = useToast();
  const { remove } = useViewChanges();
  return (
    <ConfirmDialog
      open={open}
      title={t('analytics.view.delete.title', { name: view.name })}
      action={t('analytics.view.delete')}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(view.id, {
          onSuccess: () => {
            onClose();
            onDeleted();
          },
          onError: (error) => toast({ text: error.message }),
        })
      }
    >
      <p>{t('analytics.view.delete.text')}</p>
    </ConfirmDialog>
  );
}
