import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { hoursText, weekdaySpans } from './policy-hours.ts';

type Policy = paths['/v1/country-policies']['get']['responses'][200]['content']['application/json']['items'][number];

/** What each country asks, with where that was read. */
export function PolicyCard() {
  const { t, locale } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const policies = useQuery({
    queryKey: ['store', store.id, 'country-policies'],
    queryFn: () => data(store.api.GET('/v1/country-policies')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  const place = ({ country, region }: Policy) => {
    const name = countries.of(country) ?? country;
    return region === null ? name : `${name}, ${region}`;
  };
  const asks = ({ hours, perCart }: Policy) => [
    ...(hours === null ? [] : hoursText(weekdaySpans(hours.week), t)),
    ...(hours?.holidays ? [t('sending.policies.holidays')] : []),
    ...(perCart === null
      ? []
      : [t('sending.policies.perCart', { count: perCart.messages, within: format.duration(perCart.withinMs) })]),
  ];
  return (
    <Card title={t('sending.policies')} hint={t('sending.policies.hint')}>
      <Loaded query={policies} height={240}>
        {({ items }) => (
          <Table
            stacks
            caption={t('sending.policies')}
            rows={items}
            keyOf={({ id }) => id}
            columns={[
              { key: 'place', head: t('sending.policies.place'), cell: place },
              {
                key: 'channels',
                head: t('sending.policies.channels'),
                cell: (policy) => policy.channels.map((channel) => t(`channel.${channel}`)).join(', '),
              },
              {
                key: 'asks',
                head: t('sending.policies.asks'),
                cell: (policy) => asks(policy).map((line) => <div key={line}>{line}</div>),
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
        )}
      </Loaded>
    </Card>
  );
}
