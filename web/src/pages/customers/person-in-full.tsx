import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { save } from '../../analytics/export/download.ts';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './customers.module.css';
import { ErasePerson } from './erase-person.tsx';
import type { Customer } from './use-customers.ts';

interface PersonInFullProps {
  readonly customer: Customer;
  readonly onShown: (customer: Customer) => void;
}

/** What shows or hands out a person unmasked: each asks first, because the audit log will name who did it. */
export function PersonInFull({ customer: { id, masked }, onShown }: PersonInFullProps) {
  const store = useStore();
  const path = { params: { path: { id } } };
  if (!store.may('customers:unmask')) return null;
  return (
    <div className={styles['acts']}>
      {masked && (
        <AskFirst
          what="unmask"
          run={async () => onShown(await data(store.api.POST('/v1/customers/{id}/unmask', path)))}
        />
      )}
      <AskFirst
        what="export"
        run={async () => {
          const held = await data(store.api.POST('/v1/customers/{id}/export', path));
          const file = new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' });
          save({ file, fileName: `customer-${id}.json` });
        }}
      />
      <ErasePerson customerId={id} />
    </div>
  );
}

function AskFirst({ what, run }: { readonly what: 'unmask' | 'export'; readonly run: () => Promise<void> }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const act = useMutation({ mutationFn: run, onSuccess: () => setAsking(false) });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(`customer.${what}`)}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`customer.${what}.title`)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="primary" disabled={act.isPending} onClick={() => act.mutate()}>
              {t(`customer.${what}.yes`)}
            </Button>
          </>
        }
      >
        <p>{t(`customer.${what}.text`)}</p>
        {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      </Dialog>
    </>
  );
}
