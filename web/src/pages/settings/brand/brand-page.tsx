import { BrandForm } from '../../../brand/brand-form.tsx';
import { useBrand, useStoreBrand } from '../../../brand/brand-place.ts';
import { LogosCard } from '../../../brand/logos-card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { DomainsCard } from './domains-card.tsx';

/** How mails, pages and the dashboard show the store, and under which names. */
export function BrandPage() {
  const place = useStoreBrand();
  const brand = useBrand(place);
  return (
    <SettingsFrame part="brand">
      <Loaded query={brand}>
        {(given) => (
          <>
            <LogosCard place={place} brand={given} />
            <BrandForm key={place.key} place={place} brand={given} />
          </>
        )}
      </Loaded>
      <DomainsCard />
    </SettingsFrame>
  );
}
