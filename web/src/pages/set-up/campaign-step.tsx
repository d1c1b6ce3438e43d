import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type SetUpFacts, setUpKey } from './use-set-up.ts';

type NewCampaign = paths['/v1/campaigns']['post']['requestBody']['content']['application/json'];

const hourMs = 3_600_000;

/** Three e-mails, ever later: what most shops begin with. */
const rules: NewCampaign['rules'] = [1, 24, 72].map((hours, index) => ({
  id: `touch-${index + 1}`,
  trigger: 'cart_abandoned' as const,
  delayMs: hours * hourMs,
  channel: 'email' as const,
  template: `cart-reminder-${index + 1}`,
  conditions: {},
}));

/** Whether a campaign writes to people, and three e-mails to begin with where there is none. */
export function CampaignStep({ campaigns }: { readonly campaigns: SetUpFacts['campaigns'] }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const start = useMutation({
    mutationFn: async () => {
      const { id } = await data(
        store.api.POST('/v1/campaigns', { body: { name: t('setUp.campaign.newName'), rules } }),
      );
      await data(store.api.POST('/v1/campaigns/{id}/activate', { params: { path: { id } } }));
    },
    onSuccess: async () => {
      setAsking(false);
      toast({ text: t('setUp.campaign.started') });
      await queryClient.invalidateQueries({ queryKey: setUpKey(store.id) });
    },
  });
  const active = campaigns.filter(({ status }) => status === 'active');
  if (active.length > 0)
    return <p>{t('setUp.campaign.active', { names: active.map(({ name }) => name).join(', ') })}</p>;
  return (
    <div className={ui['stack']}>
      <p>{t(campaigns.length > 0 ? 'setUp.campaign.notActive' : 'setUp.campaign.none')}</p>
      {store.may('campaigns:write') && (
        <div className={ui['row']}>
          <Button onClick={() => setAsking(true)}>{t('setUp.campaign.start')}</Button>
        </div>
      )}
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('setUp.campaign.question')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="primary" onClick={() => start.mutate()} disabled={start.isPending}>
              {t('setUp.campaign.start')}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <p>{t('setUp.campaign.text')}</p>
          {start.error && <Notice tone="bad">{start.error.message}</Notice>}
        </div>
      </Dialog>
    </div>
  );
}
