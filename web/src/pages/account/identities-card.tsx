import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { browserZone } from './browser-zone.ts';

const identitiesKey = ['me', 'identities'] as const;

/** The accounts elsewhere by which one can sign in; nothing where the installation has no identity provider. */
export function IdentitiesCard() {
  const { t } = useI18n();
  const format = useFormat(browserZone);
  const queryClient = useQueryClient();
  const methods = useQuery({ queryKey: ['sign-in-methods'], queryFn: () => data(api.GET('/v1/auth/methods')) });
  const identities = useQuery({ queryKey: identitiesKey, queryFn: () => data(api.GET('/v1/me/identities')) });
  const link = useMutation({
    mutationFn: () => data(api.POST('/v1/me/identities')),
    onSuccess: ({ url }) => location.assign(url),
  });
  const remove = useMutation({
    mutationFn: (id: string) => data(api.DELETE('/v1/me/identities/{id}', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: identitiesKey }),
  });
  const items = identities.data?.items ?? [];
  if (methods.data?.identityProvider !== true && items.length === 0) return null;
  const error = link.error ?? remove.error;
  return (
    <Card title={t('account.identities.title')} hint={t('account.identities.hint')}>
      <div className={ui['stack']}>
        {error && <Notice tone="bad">{refusalText(t, error)}</Notice>}
        {items.length > 0 && (
          <Table
            caption={t('account.identities.title')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { key: 'issuer', head: t('account.identities.issuer'), cell: ({ issuer }) => issuer },
              {
                key: 'linked',
                head: t('account.identities.linked'),
                cell: ({ createdAt }) => format.dateTime(createdAt),
              },
              {
                key: 'remove',
                head: <span className="visually-hidden">{t('account.actions')}</span>,
                cell: ({ id, issuer }) => (
                  <Button
                    look="danger"
                    aria-label={t('account.identities.remove.label', { issuer })}
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(id)}
                  >
                    {t('account.remove')}
                  </Button>
                ),
              },
            ]}
          />
        )}
        {methods.data?.identityProvider === true && (
          <div>
            <Button disabled={link.isPending} onClick={() => link.mutate()}>
              {t('account.identities.link')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
