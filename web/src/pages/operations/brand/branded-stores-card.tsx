import { useInfiniteQuery } from '@tanstack/react-query';
import { api, data } from '../../../api/client.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';

/** Which stores say something else, and what: the rest they take from here. */
export function BrandedStoresCard() {
  const { t } = useI18n();
  const stores = useInfiniteQuery({
    queryKey: ['branded-stores'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      data(api.GET('/v1/platform-brand/stores', { params: { query: cursor === undefined ? {} : { cursor } }, signal })),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Card title={t('platformBrand.stores')} hint={t('platformBrand.stores.hint')}>
      <Loaded query={stores}>
        {({ pages }) => (
          <div className={ui['stack']}>
            <Table
              stacks
              caption={t('platformBrand.stores')}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ storeId }) => storeId}
              columns={[
                { key: 'store', head: t('platformBrand.store'), cell: ({ storeName }) => storeName },
                {
                  key: 'own',
                  head: t('platformBrand.own'),
                  cell: ({ own }) =>
                    own.length === 0
                      ? t('platformBrand.own.none')
                      : own.map((part) => t(`platformBrand.part.${part}`)).join(', '),
                },
              ]}
            />
            {stores.hasNextPage && (
              <Button disabled={stores.isFetchingNextPage} onClick={() => void stores.fetchNextPage()}>
                {t('platformBrand.stores.more')}
              </Button>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
