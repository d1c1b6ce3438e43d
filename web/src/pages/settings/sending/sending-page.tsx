import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { useStoreSettings } from '../use-store-settings.ts';
import { PolicyCard } from './policy-card.tsx';
import { SendingForm } from './sending-form.tsx';

/** When the store may write to people, and what countries ask of it. */
export function SendingPage() {
  const settings = useStoreSettings();
  return (
    <SettingsFrame part="sending">
      <Loaded query={settings} height={320}>
        {(given) => <SendingForm key={given.id} settings={given} />}
      </Loaded>
      <PolicyCard />
    </SettingsFrame>
  );
}
