import { BrandForm } from '../../../brand/brand-form.tsx';
import { useBrand, usePlatformBrand } from '../../../brand/brand-place.ts';
import { LogosCard } from '../../../brand/logos-card.tsx';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { OperationsFrame } from '../operations-frame.tsx';
import { BrandedStoresCard } from './branded-stores-card.tsx';

/** How the installation shows itself: its sign-in, its mails about accounts, and every store that says nothing else. */
export function PlatformBrandPage() {
  const { t } = useI18n();
  const place = usePlatformBrand(t('platformBrand.plainName'));
  const brand = useBrand(place);
  return (
    <OperationsFrame part="brand">
      <Loaded query={brand}>
        {(given) => (
          <>
            <LogosCard place={place} brand={given} />
            <BrandForm place={place} brand={given} />
          </>
        )}
      </Loaded>
      <BrandedStoresCard />
    </OperationsFrame>
  );
}
