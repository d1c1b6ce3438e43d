import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { useBrand } from './brand-data.ts';
import { BrandForm } from './brand-form.tsx';
import { DomainsCard } from './domains-card.tsx';
import { LogosCard } from './logos-card.tsx';

/** How mails, pages and the dashboard show the store, and under which names. */
export function BrandPage() {
  const store = useStore();
  const brand = useBrand();
  return (
    <SettingsFrame part="brand">
      <Loaded query={brand}>
        {(given) => (
          <>
            <LogosCard brand={given} />
            <BrandForm key={store.id} brand={given} />
          </>
        )}
      </Loaded>
      <DomainsCard />
    </SettingsFrame>
  );
}
