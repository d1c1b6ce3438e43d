import { useQuery } from '@tanstack/react-query';
import { data } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { isolated } from '../i18n/isolated.ts';
import type { MessageKey } from '../i18n/message-key.ts';
import { useReasonWords } from '../reasons/reason.tsx';
import { channels, deliveryStates, messageStates } from '../states/states.ts';
import type { AnalyticsAnswer } from './query.ts';

const stages = ['browsing', 'cart', 'checkout', 'payment'] as const;
const kinds = ['not_started', 'not_sent'] as const;

/** The first Monday of 2001: what a weekday is called does not depend on the year. */
const someMondayMs = Date.UTC(2001, 0, 1);
const dayMs = 86_400_000;

/** What a value of a dimension is called: by the person's language, by the campaign, by the shop. */
export function useValueWords(): (dimension: string, value: string, names?: AnalyticsAnswer['names']) => string {
  const { t, locale } = useI18n();
  const reasonWords = useReasonWords();
  const campaigns = useCampaignNames();
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const wordOf = (known: readonly string[], value: string, key: string) =>
    known.includes(value) ? t(`${key}.${value}` as MessageKey) : value;
  return (dimension, value, names) => {
    if (value === 'other') return t('value.other');
    // The state of a message may be unknown by itself.
    if (value === 'unknown' && dimension !== 'state') return t('value.unknown');
    if (value === 'none') return t(dimension === 'deliveryState' ? 'delivery.none' : 'value.none');
    switch (dimension) {
      case 'campaignId':
        return isolated(campaigns.get(value) ?? value);
      case 'channel':
        return wordOf(channels, value, 'channel');
      case 'reason':
        return reasonWords(value);
      case 'state':
        return wordOf(messageStates, value, 'messageState');
      case 'deliveryState':
        return wordOf(deliveryStates, value, 'delivery');
      case 'stage':
        return wordOf(stages, value, 'value.stage');
      case 'kind':
        return wordOf(kinds, value, 'value.kind');
      case 'weekday':
        return weekdays.format(someMondayMs + (Number(value) - 1) * dayMs);
      case 'hourOfDay':
        return `${value}:00`;
      case 'productId':
        return isolated(names?.productId?.[value] ?? value);
      default:
        return value;
    }
  };
}

function useCampaignNames(): ReadonlyMap<string, string> {
  const store = useStore();
  const campaigns = useQuery({
    queryKey: ['store', store.id, 'campaign-names'],
    queryFn: () => data(store.api.GET('/v1/campaigns', { params: { query: {} } })),
    enabled: store.may('campaigns:read'),
  });
  return new Map(campaigns.data?.items.map(({ id, name }) => [id, name]));
}
