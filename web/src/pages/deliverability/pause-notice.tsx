import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';

type Pause = paths['/v1/channel-pauses']['get']['responses'][200]['content']['application/json']['items'][number];

const refetchMs = 60_000;

/** Channels that were stopped by what became of their messages, with the way back. */
export function PauseNotices() {
  const store = useStore();
  const pauses = useQuery({
    queryKey: ['store', store.id, 'channel-pauses'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/channel-pauses', { signal })),
    refetchInterval: refetchMs,
    enabled: store.may('store:read'),
  });
  return pauses.data?.items.map((pause) => <PauseNotice key={pause.channel} pause={pause} />);
}

function PauseNotice({ pause }: { readonly pause: Pause }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const channel = t(`channel.${pause.channel}`);
  const resume = useMutation({
    mutationFn: () =>
      data(store.api.POST('/v1/channel-pauses/{channel}/resume', { params: { path: { channel: pause.channel } } })),
    onSuccess: () => toast({ text: t('deliverability.paused.resumed', { channel }) }),
    onError: (error) => toast({ text: refusalText(t, error) }),
    onSettled: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: ['store', store.id] });
    },
  });
  return (
    <>
      <Notice
        tone="bad"
        action={
          store.may('store:write') && (
            <Button onClick={() => setAsked(true)}>{t('deliverability.paused.resume', { channel })}</Button>
          )
        }
      >
        {t(`deliverability.paused.${pause.measure}`, {
          channel,
          since: format.dateTime(pause.pausedAt),
          counted: pause.counted,
          messages: format.number(pause.messages),
        })}{' '}
        {t(`deliverability.limit.${pause.measure}.do`)}
      </Notice>
      <ConfirmDialog
        open={asked}
        title={t('deliverability.paused.resume', { channel })}
        action={t('deliverability.paused.resume', { channel })}
        busy={resume.isPending}
        onConfirm={() => resume.mutate()}
        onClose={() => setAsked(false)}
      >
        {t('deliverability.paused.ask')}
      </ConfirmDialog>
    </>
  );
}
