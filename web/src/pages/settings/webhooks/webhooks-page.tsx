import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { textOf } from '../../../lib/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { EndpointList } from './endpoint-list.tsx';
import { useEndpoints } from './webhook-data.ts';

/** Other systems of the store that are told what happens: which, of what, and what became of it. */
export function WebhooksPage() {
  const { t } = useI18n();
  const store = useStore();
  const endpoints = useEndpoints();
  const [making, setMaking] = useState(false);
  const [shown, show] = useShown();
  const mayWrite = store.may('webhook-endpoints:write');
  const create = mayWrite && (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('webhooks.new')}
    </Button>
  );
  return (
    <SettingsFrame part="webhooks">
      <Loaded query={endpoints} height={240}>
        {({ items }) => {
          const [deliveriesOf, edited] = [
            items.find(({ id }) => id === shown.deliveries),
            items.find(({ id }) => id === shown.endpoint),
          ];
          return (
            <>
              <Card title={t('webhooks.title')} hint={t('webhooks.hint')} actions={items.length > 0 && create}>
                {items.length === 0 ? (
                  <EmptyState title={t('webhooks.none')} text={t('webhooks.none.text')}>
                    {create}
                  </EmptyState>
                ) : (
                  <EndpointList
                    endpoints={items}
                    onEdit={({ id }) => show({ endpoint: id })}
                    onDeliveries={({ id }) => show({ deliveries: id })}
                  />
                )}
              </Card>
              {deliveriesOf && <DeliveriesDialog endpoint={deliveriesOf} onClose={() => show({})} />}
              {edited && mayWrite && <EndpointDialog endpoint={edited} onClose={() => show({})} />}
            </>
          );
        }}
      </Loaded>
      {making && <EndpointDialog endpoint={null} onClose={() => setMaking(false)} />}
    </SettingsFrame>
  );
}

interface Shown {
  /** Whose deliveries are open. */
  readonly deliveries?: string | undefined;
  /** Which endpoint is being changed. */
  readonly endpoint?: string | undefined;
}

/** What is open stands in the address, so that it can be sent to a colleague. */
function useShown(): readonly [Shown, (shown: Shown) => void] {
  const given: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const none: Shown = { deliveries: undefined, endpoint: undefined };
  return [
    { deliveries: textOf(given['deliveries']), endpoint: textOf(given['endpoint']) },
    (shown) => void navigate({ to: '.', search: { ...given, ...none, ...shown } as never }),
  ];
}
