import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './customers.module.css';
import type { Customer } from './use-customers.ts';

interface Part {
  readonly customer: Customer;
}

/** Whether a message could go out on each channel, and the first thing that stands against it. */
export function Reach({ customer }: Part) {
  const { t } = useI18n();
  return (
    <Card title={t('customer.reach')} hint={t('customer.reach.hint')}>
      <Facts
        facts={customer.reach.map(({ channel, missing, basis }) => [
          t(`channel.${channel}`),
          missing === null ? (
            <Badge key={channel} tone="good">
              {t(basis === 'soft_opt_in' ? 'customer.reach.yesAsBuyer' : 'customer.reach.yes')}
            </Badge>
          ) : (
            <Badge key={channel} tone="warn">
              {t(`customer.reach.${missing}`)}
            </Badge>
          ),
        ])}
      />
    </Card>
  );
}

export function ConsentLedger({ customer }: Part) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('customer.ledger')} hint={t('customer.ledger.hint')}>
      {customer.consentLedger.length === 0 ? (
        <p>{t('customer.ledger.none')}</p>
      ) : (
        <Table
          caption={t('customer.ledger')}
          rows={customer.consentLedger}
          keyOf={({ eventId, channel }) => `${eventId}/${channel}`}
          columns={[
            { key: 'what', head: t('customer.ledger.what'), cell: ({ status }) => t(`customer.ledger.${status}`) },
            { key: 'channel', head: t('customer.ledger.channel'), cell: ({ channel }) => t(`channel.${channel}`) },
            {
              key: 'when',
              head: t('customer.ledger.when'),
              cell: ({ at, basis }) => (
                <>
                  <time dateTime={at} title={format.dateTimeLong(at)}>
                    {format.dateTime(at)}
                  </time>
                  {basis === 'record' && <div className={styles['quiet']}>{t('customer.ledger.record')}</div>}
                </>
              ),
            },
            {
              key: 'way',
              head: t('customer.ledger.way'),
              cell: ({ provenance }) => t(`customer.way.${provenance}`),
            },
            {
              key: 'source',
              head: t('customer.ledger.source'),
              cell: ({ source, textVersion }) => (
                <>
                  {source}
                  {textVersion !== null && (
                    <div className={styles['quiet']}>{t('customer.ledger.version', { version: textVersion })}</div>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

export function Suppressions({ customer }: Part) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('customer.suppressions')}>
      {customer.suppressions.length === 0 ? (
        <p>{t('customer.suppressions.none')}</p>
      ) : (
        <ul className={styles['list']}>
          {customer.suppressions.map(({ channel, cause, at, address }) => (
            <li key={`${channel}/${address}`}>
              <p>
                {t(`channel.${channel}`)}: {address} <Badge tone="bad">{t(`customer.cause.${cause}`)}</Badge>
              </p>
              <p className={styles['quiet']}>
                <time dateTime={at}>{format.dateTime(at)}</time>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function Identities({ customer }: Part) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('customer.identities')}>
      {customer.identities.length === 0 ? (
        <p>{t('customer.identities.none')}</p>
      ) : (
        <ul className={styles['list']}>
          {customer.identities.map(({ kind, value, createdAt }) => (
            <li key={`${kind}/${value}/${createdAt}`}>
              <p className={styles['quiet']}>{t(`customer.identity.${kind}`)}</p>
              <p>{customer.masked ? value : <CopyText text={value} />}</p>
              <p className={styles['quiet']}>{t('customer.since', { when: format.dateTime(createdAt) })}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function CustomerProfile({ customer }: Part) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('customer.profile')}>
      <Facts
        facts={[
          [t('customer.profile.language'), customer.locale ?? '–'],
          [t('customer.profile.country'), customer.country ?? '–'],
          [t('customer.profile.zone'), customer.timeZone ?? '–'],
          [t('customer.profile.lastOrder'), format.dateTime(customer.lastOrderAt)],
          [t('customer.profile.since'), format.dateTime(customer.createdAt)],
          [t('customer.profile.id'), <CopyText key="id" text={customer.id} />],
        ]}
      />
    </Card>
  );
}

export function Merges({ customer }: Part) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  return (
    <Card title={t('customer.merges')}>
      <ul className={styles['list']}>
        {customer.merges.map(({ fromCustomerId: from, intoCustomerId: into, causeEventId, at }) => {
          const other = from === customer.id ? into : from;
          return (
            <li key={from}>
              <p>
                {from === customer.id
                  ? t('customer.merges.into', { into: into.slice(0, 8) })
                  : t('customer.merges.from', { from: from.slice(0, 8) })}{' '}
                <StoreLink path={`/customers/${other}`}>{t('customer.merges.open')}</StoreLink>
              </p>
              <p className={styles['quiet']}>
                <time dateTime={at}>{format.dateTime(at)}</time> · {t('customer.merges.why', { event: causeEventId })}
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
