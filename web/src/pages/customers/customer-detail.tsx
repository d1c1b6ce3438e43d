import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { ReplyList } from '../../replies/reply-list.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { CustomerHistory } from './customer-history.tsx';
import { ConsentLedger, CustomerProfile, Identities, Merges, Reach, Suppressions } from './customer-parts.tsx';
import styles from './customers.module.css';
import { type Customer, useCustomer } from './use-customers.ts';

interface DetailProps {
  readonly customerId: string;
  readonly narrow?: boolean;
}

/** One customer: whether they can be written to and why not, the proof of their consent, and what they did. */
export function CustomerDetail({ customerId, narrow = false }: DetailProps) {
  const customer = useCustomer(customerId);
  return (
    <Loaded query={customer} height={480}>
      {(masked) => <Detail masked={masked} narrow={narrow} />}
    </Loaded>
  );
}

function Detail({ masked, narrow }: { readonly masked: Customer; readonly narrow: boolean }) {
  const { t } = useI18n();
  // Kept by this page alone: whoever comes back to it asks again, and is written down again.
  const [full, setFull] = useState<Customer | null>(null);
  const customer = full ?? masked;
  // Beside a list the page has its heading already.
  const Heading = narrow ? 'h2' : 'h1';
  const name = customer.firstName ?? customer.externalId;
  return (
    <div className={styles['detail']}>
      <header className={styles['head']}>
        <div>
          <Heading>{name === null ? t('customer.nameless') : t('customer.title', { name })}</Heading>
          {customer.masked ? <Badge>{t('customer.masked')}</Badge> : <Badge tone="warn">{t('customer.shown')}</Badge>}
        </div>
        {customer.masked && <Unmask customerId={customer.id} onShown={setFull} />}
      </header>
      {customer.mergedInto !== null && (
        <Notice action={<StoreLink path={`/customers/${customer.mergedInto}`}>{t('customer.merged.go')}</StoreLink>}>
          {t('customer.merged')}
        </Notice>
      )}
      <div className={classNames(styles['columns'], narrow && styles['narrow'])}>
        <div className={styles['column']}>
          <Reach customer={customer} />
          <ConsentLedger customer={customer} />
          <Suppressions customer={customer} />
          <CustomerHistory customerId={customer.id} />
          <ReplyList customerId={customer.id} />
        </div>
        <div className={styles['column']}>
          <Identities customer={customer} />
          <CustomerProfile customer={customer} />
          {customer.merges.length > 0 && <Merges customer={customer} />}
        </div>
      </div>
    </div>
  );
}

function Unmask({
  customerId,
  onShown,
}: {
  readonly customerId: string;
  readonly onShown: (customer: Customer) => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const [asking, setAsking] = useState(false);
  const unmask = useMutation({
    mutationFn: () => data(store.api.POST('/v1/customers/{id}/unmask', { params: { path: { id: customerId } } })),
    onSuccess: (customer) => {
      setAsking(false);
      onShown(customer);
    },
  });
  if (!store.may('customers:unmask')) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('customer.unmask')}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('customer.unmask.title')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="primary" disabled={unmask.isPending} onClick={() => unmask.mutate()}>
              {t('customer.unmask.yes')}
            </Button>
          </>
        }
      >
        <p>{t('customer.unmask.text')}</p>
        {unmask.error && <Notice tone="bad">{unmask.error.message}</Notice>}
      </Dialog>
    </>
  );
}
