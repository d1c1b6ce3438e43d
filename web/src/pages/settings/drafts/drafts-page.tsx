import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { whileTyping } from '../use-store-settings.ts';
import { draftSettingsQuery } from './draft-data.ts';
import { DraftForm } from './draft-form.tsx';

/** Which model writes drafts, and what they have to be like. */
export function DraftsPage() {
  const store = useStore();
  const settings = useQuery({ ...draftSettingsQuery(store), ...whileTyping });
  return (
    <SettingsFrame part="drafts">
      <Loaded query={settings} height={480}>
        {(loaded) => <DraftForm key={store.id} settings={loaded} />}
      </Loaded>
    </SettingsFrame>
  );
}
