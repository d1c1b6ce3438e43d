import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './operations.module.css';
import { useWords } from './use-words.ts';

type Sender = paths['/v1/senders']['get']['responses'][200]['content']['application/json']['items'][number];

const refetchMs = 5_000;
const tones: Readonly<Record<Sender['state'], Tone>> = {
  ok: 'good',
  slow: 'warn',
  failing: 'warn',
  trying: 'warn',
  stopped: 'bad',
};

/** The accounts that messages leave through: how each does, for whom it stands in, and the way to let it go on. */
export function SenderPart() {
  const { t, count } = useWords();
  const senders = useQuery({
    queryKey: ['senders'],
    queryFn: ({ signal }) => data(api.GET('/v1/senders', { signal })),
    refetchInterval: refetchMs,
  });
  const name = ({ channel, provider }: Sender) => `${t(`channel.${channel}`)} · ${provider}`;
  return (
    <Card title={t('operations.senders')} hint={t('operations.senders.hint')}>
      <Loaded query={senders}>
        {({ items }) => (
          <Table
            stacks
            caption={t('operations.senders')}
            rows={items}
            keyOf={({ channel, provider }) => `${channel}/${provider}`}
            columns={[
              { key: 'name', head: t('operations.senders.account'), cell: name },
              { key: 'state', head: t('operations.state'), cell: (sender) => <SenderState sender={sender} /> },
              { key: 'health', head: t('operations.senders.health'), numeric: true, cell: ({ health }) => `${health}` },
              {
                key: 'standsIn',
                head: t('operations.senders.standsIn'),
                cell: (sender) => <StandsIn sender={sender} />,
              },
              {
                key: 'list',
                head: t('operations.senders.list'),
                cell: ({ list, listed }) => t(`operations.senders.list.${list}`, { count: listed }),
              },
              {
                key: 'stores',
                head: t('operations.senders.stores'),
                numeric: true,
                cell: ({ stores }) => count(stores),
              },
              {
                key: 'action',
                head: t('operations.senders.action'),
                cell: (sender) =>
                  sender.state === 'ok' || sender.state === 'failing' ? (
                    ''
                  ) : (
                    <Reopen sender={sender} name={name(sender)} />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function SenderState({ sender: { state, trouble, code, until, gapMs } }: { readonly sender: Sender }) {
  const { t, format, age } = useWords();
  return (
    <>
      <Badge tone={tones[state]}>{t(`sender.state.${state}`)}</Badge>
      {trouble !== null && <div>{t(`sender.trouble.${trouble}`)}</div>}
      {until !== null && <div className={styles['since']}>{t('sender.until', { until: format.dateTime(until) })}</div>}
      {state === 'slow' && <div className={styles['since']}>{t('sender.gap', { gap: age(gapMs) })}</div>}
      {code !== null && <code>{code}</code>}
    </>
  );
}

function StandsIn({ sender: { channel, standsIn, domains, list, stoodIn } }: { readonly sender: Sender }) {
  const { t } = useWords();
  if (standsIn === null) return t('operations.senders.standsIn.no');
  const lacks = list === 'unknown' ? 'list' : channel === 'email' && domains.length === 0 ? 'domains' : null;
  return (
    <>
      {t('operations.senders.standsIn.place', { place: standsIn })}
      {domains.length > 0 && <div className={styles['since']}>{domains.join(', ')}</div>}
      {lacks !== null && <div>{t(`operations.senders.standsIn.${lacks}`)}</div>}
      {stoodIn > 0 && <div>{t('operations.senders.stoodIn', { count: stoodIn })}</div>}
    </>
  );
}

function Reopen({ sender: { channel, provider }, name }: { readonly sender: Sender; readonly name: string }) {
  const { t } = useWords();
  const toast = useToast();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const reopen = useMutation({
    mutationFn: () =>
      data(api.POST('/v1/senders/{channel}/{provider}/reopen', { params: { path: { channel, provider } } })),
    onSuccess: () => toast({ text: t('operations.senders.reopened', { name }) }),
    onError: (error) => toast({ text: refusalText(t, error) }),
    onSettled: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: ['senders'] });
      await client.invalidateQueries({ queryKey: ['operations'] });
    },
  });
  return (
    <>
      <Button aria-label={t('operations.senders.reopen.of', { name })} onClick={() => setAsked(true)}>
        {t('operations.senders.reopen')}
      </Button>
      <ConfirmDialog
        open={asked}
        title={t('operations.senders.reopen.of', { name })}
        action={t('operations.senders.reopen')}
        busy={reopen.isPending}
        onConfirm={() => reopen.mutate()}
        onClose={() => setAsked(false)}
      >
        {t('operations.senders.reopen.ask')}
      </ConfirmDialog>
    </>
  );
}
