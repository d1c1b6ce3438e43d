import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText } from '../../../usage/plan-text.ts';
import { useWords } from '../use-words.ts';
import { NewPricesDialog } from './new-prices-dialog.tsx';
import { type PriceVersion, usePriceVersions } from './plan-data.ts';

/** What units cost, since when: every version, and which one holds. */
export function PricesCard() {
  const { t, format } = useWords();
  const { locale } = useI18n();
  const versions = usePriceVersions();
  const [shown, setShown] = useState<PriceVersion | null>(null);
  const [making, setMaking] = useState(false);
  return (
    <Card
      title={t('plans.prices')}
      hint={t('plans.prices.hint')}
      actions={
        <Button disabled={!versions.data} onClick={() => setMaking(true)}>
          {t('plans.prices.new')}
        </Button>
      }
    >
      <Loaded query={versions} height={160}>
        {({ items }) => {
          if (items.length === 0)
            return <EmptyState title={t('plans.prices.none')} text={t('plans.prices.none.text')} />;
          const holding = versionNow(items);
          return (
            <Table
              stacks
              caption={t('plans.prices')}
              rows={items.toReversed()}
              keyOf={({ version }) => String(version)}
              columns={[
                {
                  key: 'version',
                  head: t('plans.version'),
                  cell: ({ version }) => (
                    <span className={ui['row']}>
                      {version}
                      {version === holding?.version && <Badge tone="good">{t('plans.prices.holds')}</Badge>}
                    </span>
                  ),
                },
                { key: 'from', head: t('plans.from'), cell: ({ validFrom }) => monthText(validFrom, locale) },
                { key: 'currency', head: t('plans.currency'), cell: ({ currency }) => currency },
                { key: 'said', head: t('plans.said'), cell: ({ createdAt }) => format.dateTime(createdAt) },
                {
                  key: 'show',
                  head: t('plans.prices'),
                  cell: (one) => (
                    <Button
                      aria-label={t('plans.prices.count.of', { count: one.prices.length, version: one.version })}
                      onClick={() => setShown(one)}
                    >
                      {t('plans.prices.count', { count: one.prices.length })}
                    </Button>
                  ),
                },
              ]}
            />
          );
        }}
      </Loaded>
      {shown && <PricesDialog version={shown} onClose={() => setShown(null)} />}
      {making && <NewPricesDialog newest={versions.data?.items.at(-1) ?? null} onClose={() => setMaking(false)} />}
    </Card>
  );
}

/** As invoices choose: of the latest month that has begun, the newest. */
function versionNow(versions: readonly PriceVersion[]): PriceVersion | undefined {
  const month = new Date().toISOString().slice(0, 7);
  return versions
    .filter(({ validFrom }) => validFrom <= month)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom) || b.version - a.version)[0];
}

function PricesDialog({ version, onClose }: { readonly version: PriceVersion; readonly onClose: () => void }) {
  const { t, format } = useWords();
  const lines = version.prices.flatMap(({ tiers, ...price }) => tiers.map((tier) => ({ ...price, ...tier })));
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('plans.prices.of', { version: version.version })}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <Table
        stacks
        caption={t('plans.prices.of', { version: version.version })}
        rows={lines}
        keyOf={({ meter, channel, country, upTo }) => `${meter}/${channel}/${country}/${upTo}`}
        columns={[
          { key: 'meter', head: t('usage.what'), cell: ({ meter }) => t(`usage.meter.${meter}`) },
          {
            key: 'part',
            head: t('usage.part'),
            cell: ({ channel, country }) =>
              [channel, country].filter((part) => part !== null).join(', ') || t('usage.all'),
          },
          {
            key: 'upTo',
            head: t('plans.upTo'),
            numeric: true,
            cell: ({ upTo }) => (upTo === null ? t('plans.upTo.open') : format.number(upTo)),
          },
          {
            key: 'price',
            head: t('plans.price'),
            numeric: true,
            cell: ({ minor, per }) =>
              t('plans.price.per', { price: format.money(minor, version.currency), per: format.number(per) }),
          },
        ]}
      />
    </Dialog>
  );
}
