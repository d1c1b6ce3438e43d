import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { ReasonText } from '../../i18n/reason-text.tsx';
import { useListSearch } from '../../lists/list-filters.tsx';
import lists from '../../lists/lists.module.css';
import type { ListedCart } from './use-carts.ts';

/** In one line of a list: what a cart waits for, else why nothing was sent. */
export function WhatNext({ cart }: { readonly cart: ListedCart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [search] = useListSearch();
  const { standing, recovery, nonSend, abandonAt } = cart;
  // A list of one reason shows it, whatever came after.
  if (search['reason'] !== undefined && nonSend) return <ReasonText code={nonSend.reason} />;
  if (standing === 'recovering' && recovery?.stage === 'paused') return t('carts.next.paused');
  if (standing === 'recovering' && recovery?.waitsUntil)
    return t('carts.next.waits', { when: format.relative(recovery.waitsUntil) });
  if (standing === 'recovering' && !nonSend) return t('carts.next.starting');
  if (standing === 'recovered' || standing === 'purchased') return <span className={lists['quiet']}>–</span>;
  if (nonSend) return <ReasonText code={nonSend.reason} />;
  if (recovery?.reason) return <ReasonText code={recovery.reason} />;
  if (abandonAt !== null) return t('carts.next.abandons', { when: format.relative(abandonAt) });
  return <span className={lists['quiet']}>–</span>;
}
