import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { SelectField } from '../../ui/field.tsx';
import { campaignQueries } from './campaign-queries.ts';

/** One of the recent abandoned carts, or none of them. */
export function CartChoice({
  cartId,
  none,
  onChoose,
}: {
  readonly cartId: string | null;
  /** What it is called when none is chosen. */
  readonly none: string;
  readonly onChoose: (cartId: string | null) => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const { data } = useQuery(campaignQueries.recentCarts(store));
  const carts = data?.items ?? [];
  return (
    <SelectField
      label={t('campaigns.previewCart')}
      value={cartId ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{none}</option>
      {cartId !== null && !carts.some(({ id }) => id === cartId) && (
        <option value={cartId}>{cartId.slice(0, 8)}</option>
      )}
      {carts.map((cart) => (
        <option key={cart.id} value={cart.id}>
          {`${format.dateTime(cart.lastActivityAt)} · ${format.money(cart.valueMinor, cart.currency)} · ${cart.externalId}`}
        </option>
      ))}
    </SelectField>
  );
}
