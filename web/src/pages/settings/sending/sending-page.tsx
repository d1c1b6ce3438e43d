import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { PolicyCard } from './policy-card.tsx';
import { SendingForm } from './sending-form.tsx';

/** When the store may write to people, and what countries ask of it. */
export function SendingPage() {
  const store = useStore();
  const settings = useQuery({
    queryKey: ['store', store.id, 'settings'],
    queryFn: () => data(store.api.GET('/v1/store')),
    // What is being typed is not replaced under the person's hands.
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
  return (
    <SettingsFrame part="sending">
      <Loaded query={settings} height={320}>
        {(given) => <SendingForm key={given.id} settings={given} />}
      </Loaded>
      <PolicyCard />
    </SettingsFrame>
  );
}
