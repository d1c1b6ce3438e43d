import { useState } from 'react';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { ReplyList } from '../../replies/reply-list.tsx';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { CustomerHistory } from './customer-history.tsx';
import { ConsentLedger, CustomerProfile, Identities, Merges, Reach, Suppressions } from './customer-parts.tsx';
import styles from './customers.module.css';
import { ErasedNotice } from './erase-person.tsx';
import { PersonInFull } from './person-in-full.tsx';
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
        <PersonInFull customer={customer} onShown={setFull} />
      </header>
      <ErasedNotice customerId={customer.id} />
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
