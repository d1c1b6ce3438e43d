import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive, MoreHorizontal, Pause, Play, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign } from './campaign-types.ts';
import type { Editor } from './use-editor.ts';

type Command = 'activate' | 'pause' | 'resume' | 'archive';
type Asked = Command | 'discard';

const commandsOf: Readonly<Record<Campaign['status'], readonly Command[]>> = {
  draft: ['activate', 'archive'],
  active: ['pause', 'archive'],
  paused: ['resume', 'archive'],
  archived: [],
};
const icons = { activate: Play, pause: Pause, resume: Play, archive: Archive, discard: Undo2 } as const;

/** What can be done with a campaign as a whole; each is asked for once more, with what it means. */
export function StatusMenu({ campaign, editor }: { readonly campaign: Campaign; readonly editor: Editor }) {
  const { t } = useI18n();
  const store = useStore();
  const queries = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = useMutation({
    mutationFn: (wanted: Asked) => {
      const params = { path: { id: campaign.id } };
      return wanted === 'discard'
        ? data(
            store.api.DELETE('/v1/campaigns/{id}/draft', {
              params: { ...params, header: { 'if-match': `"${editor.state.saved.revision}"` } },
            }),
          )
        : // The four commands take and give the same.
          data(store.api.POST(`/v1/campaigns/{id}/${wanted}` as '/v1/campaigns/{id}/pause', { params }));
    },
    onSuccess: (changed, done) => {
      queries.setQueryData(campaignQueries.one(store, campaign.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: campaignQueries.list(store).queryKey });
      if (done === 'discard') {
        editor.dispatch({ kind: 'filled', name: changed.name, content: changed, writing: editor.writing });
        editor.dispatch({ kind: 'saved', campaign: changed });
      }
      setAsked(null);
      toast({ text: t(`campaigns.done.${done}`) });
    },
  });
  const entries = [
    ...commandsOf[campaign.status],
    ...(campaign.draft || editor.read.isDirty ? (['discard'] as const) : []),
  ].map((command): MenuEntry => {
    const Icon = icons[command];
    return {
      label: t(`campaigns.command.${command}`),
      icon: <Icon size={14} aria-hidden="true" />,
      onSelect: () => {
        change.reset();
        setAsked(command);
      },
    };
  });
  if (entries.length === 0) return null;
  const wayOn = commandsOf[campaign.status].find((command) => command === 'activate' || command === 'resume');
  return (
    <>
      {wayOn && (
        <Button
          onClick={() => {
            change.reset();
            setAsked(wayOn);
          }}
        >
          <Play size={14} aria-hidden="true" />
          {t(`campaigns.command.${wayOn}`)}
        </Button>
      )}
      <Menu
        trigger={
          <Button aria-label={t('campaigns.actions')}>
            <MoreHorizontal size={16} aria-hidden="true" />
          </Button>
        }
        entries={entries}
      />
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null ? '' : t(`campaigns.command.${asked}`)}
        actions={
          asked && (
            <>
              <Button onClick={() => setAsked(null)}>{t('action.cancel')}</Button>
              <Button
                look={asked === 'archive' || asked === 'discard' ? 'danger' : 'primary'}
                disabled={change.isPending}
                onClick={() => change.mutate(asked)}
              >
                {t(`campaigns.command.${asked}`)}
              </Button>
            </>
          )
        }
      >
        {asked && <p>{t(`campaigns.ask.${asked}`)}</p>}
        {change.error instanceof ApiError && (
          <Notice tone="bad">
            {change.error.code === 'conflict' && asked === 'activate' ? t('campaigns.oneActive') : change.error.message}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
