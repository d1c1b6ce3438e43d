import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import type { StoreSettings } from '../store-settings.ts';

type Policy = paths['/v1/basis-policies']['get']['responses'][200]['content']['application/json']['items'][number];

/** Where buyers may be reminded without having agreed, and where a yes has to be confirmed. */
export function BasisCard({ settings }: { readonly settings: StoreSettings }) {
  const { t } = useI18n();
  const store = useStore();
  const policies = useQuery({
    queryKey: ['store', store.id, 'basis-policies'],
    queryFn: () => data(store.api.GET('/v1/basis-policies')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Card title={t('sending.basis')} hint={t('sending.basis.hint')}>
      <Loaded query={policies} height={240}>
        {({ items }) => <Countries settings={settings} items={items} />}
      </Loaded>
    </Card>
  );
}

function Countries({ settings, items }: { readonly settings: StoreSettings; readonly items: readonly Policy[] }) {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { softOptIn, doubleOptInCountries } = settings;
  const [chosen, setChosen] = useState<readonly string[]>(softOptIn?.countries ?? []);
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const nameOf = ({ country }: Policy) => names.of(country) ?? country;
  const choose = (country: string, on: boolean) =>
    setChosen((before) => [...before.filter((one) => one !== country), ...(on ? [country] : [])]);
  return (
    <div className={ui['stack']}>
      {/* What the form sends only once the countries are known: until then it must not take them out. */}
      <input type="hidden" name="basis" value="on" />
      {chosen.length > 0 && (
        <TextField
          label={t('sending.basis.since')}
          help={t('sending.basis.since.help')}
          type="date"
          name="softOptIn.since"
          defaultValue={softOptIn?.objectionOfferedSince}
          required
        />
      )}
      <Table
        stacks
        caption={t('sending.basis')}
        rows={items.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), locale))}
        keyOf={({ country }) => country}
        columns={[
          { key: 'country', head: t('sending.basis.country'), cell: nameOf },
          {
            key: 'soft',
            head: t('sending.basis.soft'),
            cell: (policy) => (
              <input
                type="checkbox"
                aria-label={t('sending.basis.softIn', { country: nameOf(policy) })}
                name={`softOptIn.${policy.country}`}
                checked={chosen.includes(policy.country)}
                onChange={({ target }) => choose(policy.country, target.checked)}
              />
            ),
          },
          {
            key: 'double',
            head: t('sending.basis.double'),
            cell: (policy) => (
              <>
                <input
                  type="checkbox"
                  aria-label={t('sending.basis.doubleIn', { country: nameOf(policy) })}
                  name={`doubleOptIn.${policy.country}`}
                  defaultChecked={doubleOptInCountries.includes(policy.country)}
                />
                {policy.doubleOptIn && <span className={ui['quiet']}> {t('sending.basis.asked')}</span>}
              </>
            ),
          },
          {
            key: 'source',
            head: t('sending.policies.source'),
            cell: ({ source, asOf }) => (
              <>
                <a href={source.url} target="_blank" rel="noreferrer">
                  {source.name}
                </a>
                <div>{t('sending.policies.asOf', { day: format.dayLong(asOf) })}</div>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
