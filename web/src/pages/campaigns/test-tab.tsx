import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { usePlaces } from '../../trial/use-places.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import type { Campaign } from './campaign-types.ts';
import styles from './campaigns.module.css';
import { CartChoice } from './cart-choice.tsx';
import { TestRun } from './test-run.tsx';

const deliveries = ['sandbox', 'own_address'] as const;

/** The campaign played on the person who looks, 60 times faster, and what happens in it. */
export function TestTab({ campaign, isDirty }: { readonly campaign: Campaign; readonly isDirty: boolean }) {
  const store = useStore();
  const runs = useQuery({
    queryKey: ['store', store.id, 'campaigns', campaign.id, 'test-runs'],
    queryFn: () => data(store.api.GET('/v1/campaigns/{id}/test-runs', { params: { path: { id: campaign.id } } })),
  });
  return (
    <div className={styles['columns']}>
      <StartTestRun campaign={campaign} isDirty={isDirty} />
      <Loaded query={runs} height={240}>
        {({ items: [newest] }) => (newest ? <TestRun key={newest.id} runId={newest.id} /> : <NoTestRun />)}
      </Loaded>
    </div>
  );
}

function NoTestRun() {
  const { t } = useI18n();
  return (
    <Card title={t('campaigns.run')}>
      <p className={styles['quiet']}>{t('campaigns.run.none')}</p>
    </Card>
  );
}

function StartTestRun({ campaign, isDirty }: { readonly campaign: Campaign; readonly isDirty: boolean }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const places = usePlaces();
  const queryClient = useQueryClient();
  const [cartId, setCartId] = useState<string | null>(null);
  const [wished, setWished] = useState<(typeof deliveries)[number] | null>(null);
  const delivers = places.data?.email?.delivers === true;
  // Whoever may not look into the sandbox would see nothing there.
  const deliverTo = wished ?? (delivers && places.data?.sandboxUrl === null ? 'own_address' : 'sandbox');
  const start = useMutation({
    mutationFn: () =>
      data(
        store.api.POST('/v1/campaigns/{id}/test-runs', {
          params: { path: { id: campaign.id } },
          body: { cartId, deliverTo },
        }),
      ),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: ['store', store.id, 'campaigns', campaign.id, 'test-runs'] }),
  });
  const { draft, version } = campaign;
  return (
    <Card title={t('campaigns.run.start')} hint={t('campaigns.run.hint')}>
      <div className={styles['stack']}>
        <p>
          {draft
            ? t('campaigns.run.draft', { at: format.dateTime(draft.savedAt) })
            : t('campaigns.run.version', { version })}{' '}
          {isDirty && t('trial.message.saveFirst')}
        </p>
        <CartChoice cartId={cartId} none={t('campaigns.run.newestCart')} onChoose={setCartId} />
        <SelectField
          label={t('campaigns.run.deliverTo')}
          help={t('campaigns.run.deliverTo.help')}
          value={deliverTo}
          onChange={(event) => setWished(deliveries.find((one) => one === event.target.value) ?? null)}
        >
          <option value="sandbox">{t('campaigns.run.deliverTo.sandbox')}</option>
          {delivers && (
            <option value="own_address">
              {t('campaigns.run.deliverTo.own_address', { address: places.data?.ownAddress ?? '–' })}
            </option>
          )}
        </SelectField>
        {start.error && <Notice tone="bad">{start.error.message}</Notice>}
        <div>
          <Button look="primary" disabled={start.isPending} onClick={() => start.mutate()}>
            {t('campaigns.run.begin')}
          </Button>
        </div>
        <p className={styles['quiet']}>{t('campaigns.run.nothingCounts')}</p>
      </div>
    </Card>
  );
}
