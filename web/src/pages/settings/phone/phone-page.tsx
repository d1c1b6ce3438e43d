import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { whileTyping } from '../use-store-settings.ts';
import { PhoneForm } from './phone-form.tsx';

/** How messages to telephones go out, and what they cost. */
export function PhonePage() {
  const store = useStore();
  const settings = useQuery({
    queryKey: ['store', store.id, 'phone'],
    queryFn: () => data(store.api.GET('/v1/store/phone')),
    ...whileTyping,
  });
  return (
    <SettingsFrame part="phone">
      <Loaded query={settings} height={320}>
        {(given) => <PhoneForm key={settings.dataUpdatedAt} settings={given} />}
      </Loaded>
    </SettingsFrame>
  );
}
