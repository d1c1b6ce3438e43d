import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Table } from '../../ui/table.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from './use-words.ts';

type Pause = paths['/v1/domain-pauses']['get']['responses'][200]['content']['application/json']['items'][number];

const refetchMs = 5_000;

/** Domains from which no store sends e-mail, with the way to let it go on; nothing where there is none. */
export function DomainPart() {
  const { t, format, count } = useWords();
  const { data: pauses } = useQuery({
    queryKey: ['domain-pauses'],
    queryFn: ({ signal }) => data(api.GET('/v1/domain-pauses', { signal })),
    refetchInterval: refetchMs,
  });
  if (!pauses || pauses.items.length === 0) return null;
  return (
    <Card title={t('operations.domains')} hint={t('operations.domains.hint')}>
      <Table
        stacks
        caption={t('operations.domains')}
        rows={pauses.items}
        keyOf={({ domain }) => domain}
        columns={[
          { key: 'domain', head: t('operations.domains.domain'), cell: ({ domain }) => domain },
          {
            key: 'cause',
            head: t('operations.domains.cause'),
            cell: ({ measure, counted, messages }) =>
              t(`operations.domains.${measure}`, { counted: count(counted), messages: count(messages) }),
          },
          { key: 'since', head: t('operations.domains.since'), cell: ({ pausedAt }) => format.dateTime(pausedAt) },
          { key: 'action', head: t('operations.senders.action'), cell: (pause) => <Resume pause={pause} /> },
        ]}
      />
    </Card>
  );
}

function Resume({ pause: { domain } }: { readonly pause: Pause }) {
  const { t } = useWords();
  const toast = useToast();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const resume = useMutation({
    mutationFn: () => data(api.POST('/v1/domain-pauses/{domain}/resume', { params: { path: { domain } } })),
    onSuccess: () => toast({ text: t('operations.domains.resumed', { domain }) }),
    onError: (error) => toast({ text: refusalText(t, error) }),
    onSettled: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: ['domain-pauses'] });
      await client.invalidateQueries({ queryKey: ['operations'] });
    },
  });
  return (
    <>
      <Button aria-label={t('operations.domains.resume.of', { domain })} onClick={() => setAsked(true)}>
        {t('operations.senders.reopen')}
      </Button>
      <ConfirmDialog
        open={asked}
        title={t('operations.domains.resume.of', { domain })}
        action={t('operations.senders.reopen')}
        busy={resume.isPending}
        onConfirm={() => resume.mutate()}
        onClose={() => setAsked(false)}
      >
        {t('operations.domains.resume.ask')}
      </ConfirmDialog>
    </>
  );
}
