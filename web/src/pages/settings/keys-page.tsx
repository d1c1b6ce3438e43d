import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { keysKey } from './key-data.ts';
import { KeyList } from './key-list.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** Keys of programs: what each may do, made and revoked here, shown once. */
export function KeysPage() {
  const { t } = useI18n();
  const store = useStore();
  const [making, setMaking] = useState(false);
  const keys = useQuery({ queryKey: keysKey(store.id), queryFn: () => data(store.api.GET('/v1/api-keys')) });
  return (
    <SettingsFrame part="keys">
      <Card
        title={t('keys.title')}
        actions={
          store.may('api-keys:write') && (
            <Button look="primary" onClick={() => setMaking(true)}>
              {t('keys.new')}
            </Button>
          )
        }
      >
        <Loaded query={keys}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('keys.none')} text={t('keys.none.text')} />
            ) : (
              <KeyList keys={items} />
            )
          }
        </Loaded>
      </Card>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </SettingsFrame>
  );
}
