import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { platformName } from '../platform-words.ts';
import { type IntegrationDetail, integrationsKey } from '../use-integrations.ts';

type Asked = 'switch' | 'remove';

/** Switching an integration off and on, and forgetting it: each says what it does before it is done. */
export function IntegrationActions({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const store = useStore();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isOn = integration.status === 'active';
  const params = { params: { path: { id: integration.id } } };
  const act = useMutation({
    mutationFn: async (action: Asked) => {
      if (action === 'remove') {
        await data(store.api.DELETE('/v1/integrations/{id}', params));
        await navigate({ to: `/stores/${store.id}/integrations` as '/' });
      } else {
        const body = { status: isOn ? 'disabled' : 'active' } as const;
        await data(store.api.PATCH('/v1/integrations/{id}', { ...params, body }));
      }
      return action;
    },
    onSuccess: async (action) => {
      setAsked(null);
      toast({ text: t(action === 'remove' ? 'integrations.removed' : 'integrations.saved') });
      await queryClient.invalidateQueries({ queryKey: integrationsKey(store.id) });
    },
  });
  const name = platformName(integration.platform);
  const words = asked === 'remove' ? 'remove' : isOn ? 'switchOff' : 'switchOn';
  return (
    <>
      <Button onClick={() => setAsked('switch')}>{t(isOn ? 'integrations.switchOff' : 'integrations.switchOn')}</Button>
      <Button look="danger" onClick={() => setAsked('remove')}>
        {t('integrations.remove')}
      </Button>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t(`integrations.${words}.title`, { platform: name })}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('action.cancel')}</Button>
            <Button
              look={asked === 'remove' ? 'danger' : 'primary'}
              disabled={act.isPending}
              onClick={() => asked && act.mutate(asked)}
            >
              {t(`integrations.${words}`)}
            </Button>
          </>
        }
      >
        <div className={ui['stack']}>
          <p>{t(`integrations.${words}.text`)}</p>
          {act.error && <Notice tone="bad">{act.error.message}</Notice>}
        </div>
      </Dialog>
    </>
  );
}
