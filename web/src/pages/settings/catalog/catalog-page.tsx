import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { SettingsFrame } from '../settings-frame.tsx';
import { catalogSettingsQuery } from './catalog-data.ts';
import { CatalogForm } from './catalog-form.tsx';
import { CatalogTestCard } from './catalog-test.tsx';

/** Whom the store asks about the goods of a cart when a message goes out. */
export function CatalogPage() {
  const store = useStore();
  // What somebody types must not be replaced while they type.
  const settings = useQuery({
    ...catalogSettingsQuery(store),
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
  return (
    <SettingsFrame part="catalog">
      <Loaded query={settings} height={320}>
        {(loaded) => (
          <div className={ui['stack']}>
            <CatalogForm key={store.id} settings={loaded} />
            {loaded.source !== 'off' && <CatalogTestCard settings={loaded} />}
          </div>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
