import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { draftSettingsQuery } from './draft-data.ts';
import { DraftForm } from './draft-form.tsx';

/** Which model writes drafts, and what they have to be like. */
export function DraftsPage() {
  const store = useStore();
  // What somebody types must not be replaced while they type.
  const settings = useQuery({
    ...draftSettingsQuery(store),
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
  return (
    <SettingsFrame part="drafts">
      <Loaded query={settings} height={480}>
        {(loaded) => <DraftForm key={store.id} settings={loaded} />}
      </Loaded>
    </SettingsFrame>
  );
}
