import { useStore } from '../app/session.ts';
import { StoreLink } from '../app/store-link.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { lineageSearch, type Traced } from '../lib/lineage-search.ts';

/** From a thing to what it came from and what it led to, for those who may see that. */
export function LineageLink({ of }: { readonly of: Traced }) {
  const { t } = useI18n();
  const store = useStore();
  if (!store.may('models:read') || !store.may('predictions:read')) return null;
  return (
    <StoreLink path="/models" search={lineageSearch(of)}>
      {t('place.lineage')}
    </StoreLink>
  );
}
