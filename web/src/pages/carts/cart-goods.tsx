import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import type { Cart } from './use-carts.ts';

type Line = Cart['lines'][number];

/** The goods as the shopper saw them, without the shop's pictures: those would tell the shop who looks. */
export function CartGoods({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const omitted = cart.lineCount - cart.lines.length;
  const bought = cart.orders.find(({ own, counts, lines }) => own && counts && lines !== null && lines.length > 0);
  if (cart.lineCount > 0)
    return (
      <Card title={t('cart.goods')}>
        <Goods caption={t('cart.goods')} lines={cart.lines} currency={cart.currency} />
        {omitted > 0 && <p>{t('cart.goods.omitted', { count: omitted })}</p>}
      </Card>
    );
  if (bought?.lines)
    return (
      <Card title={t('cart.goods.bought')}>
        <Goods caption={t('cart.goods.bought')} lines={bought.lines} currency={bought.currency} />
      </Card>
    );
  return (
    <Card title={t('cart.goods')}>
      <p>{t('cart.goods.none')}</p>
    </Card>
  );
}

function Goods({
  caption,
  lines,
  currency: common,
}: {
  readonly caption: string;
  readonly lines: readonly Line[];
  readonly currency: string | null;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const totalOf = ({ totalMinor, unitPriceMinor, quantity, currency }: Line) => {
    const total = totalMinor ?? (unitPriceMinor === undefined ? null : Math.round(unitPriceMinor * quantity));
    return format.money(total, currency ?? common);
  };
  return (
    <Table
      caption={caption}
      rows={lines.map((line, index) => ({ ...line, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        {
          key: 'product',
          head: t('cart.goods.product'),
          cell: ({ name, productId, variantId }) => (
            <>
              <bdi>{name ?? productId}</bdi>
              {variantId !== undefined && (
                <>
                  {' '}
                  (<bdi>{variantId}</bdi>)
                </>
              )}
            </>
          ),
        },
        {
          key: 'quantity',
          head: t('cart.goods.quantity'),
          numeric: true,
          cell: ({ quantity }) => format.number(quantity),
        },
        {
          key: 'price',
          head: t('cart.goods.price'),
          numeric: true,
          cell: ({ unitPriceMinor, currency }) => format.money(unitPriceMinor ?? null, currency ?? common),
        },
        { key: 'total', head: t('cart.goods.total'), numeric: true, cell: totalOf },
      ]}
    />
  );
}
