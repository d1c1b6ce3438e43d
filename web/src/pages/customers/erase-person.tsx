import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';

/** Erases a person for good: says before what goes, what is emptied and what stays. */
export function ErasePerson({ customerId }: { readonly customerId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const path = { params: { path: { id: customerId } } };
  const plan = useQuery({
    queryKey: ['erasure-plan', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/customers/{id}/erasure-plan', path)),
    enabled: asking,
  });
  const erase = useMutation({
    mutationFn: () =>
      data(store.api.POST('/v1/customers/{id}/erase', { ...path, body: { reason: 'asked_by_person' } })),
    onSuccess: () => setAsking(false),
    onSettled: () => queryClient.invalidateQueries(),
  });
  if (!store.may('customers:erase')) return null;
  const rowsOf = (does: 'delete' | 'blank' | 'keep') =>
    plan.data?.tables.reduce((sum, table) => sum + (table.does === does ? table.rows : 0), 0) ?? 0;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('customer.erase')}</Button>
      <ConfirmDialog
        open={asking}
        title={t('customer.erase.title')}
        action={t('customer.erase.yes')}
        busy={erase.isPending || !plan.isSuccess}
        onClose={() => setAsking(false)}
        onConfirm={() => erase.mutate()}
      >
        <div className={ui['stack']}>
          {(erase.error ?? plan.error) && <Notice tone="bad">{refusalText(t, erase.error ?? plan.error)}</Notice>}
          <p>{t('customer.erase.text')}</p>
          {plan.isSuccess && (
            <ul>
              <li>{t('customer.erase.delete', { rows: rowsOf('delete') })}</li>
              <li>{t('customer.erase.blank', { rows: rowsOf('blank') })}</li>
              <li>{t('customer.erase.keep', { rows: rowsOf('keep') })}</li>
            </ul>
          )}
          <p className={ui['help']}>{t('customer.erase.stays')}</p>
        </div>
      </ConfirmDialog>
    </>
  );
}

/** Where somebody was erased, or is being: their page is empty for that reason. */
export function ErasedNotice({ customerId }: { readonly customerId: string }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const found = useQuery({
    queryKey: ['erasures', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/erasures', { params: { query: { customerId, limit: 1 } as never } })),
    enabled: store.may('privacy-requests:read'),
  });
  const erasure = found.data?.items[0];
  if (erasure === undefined) return null;
  return (
    <Notice action={<StoreLink path="/settings/privacy">{t('customer.erased.go')}</StoreLink>}>
      {erasure.doneAt === null
        ? t('customer.erased.underway', { moment: format.dateTime(erasure.requestedAt) })
        : t('customer.erased.done', { moment: format.dateTime(erasure.doneAt) })}
    </Notice>
  );
}
