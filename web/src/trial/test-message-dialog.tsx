import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { data, type paths } from '../api/client.ts';
import { useStore } from '../app/session.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { formValues } from '../lib/form-values.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { CopyText } from '../ui/copy-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loaded } from '../ui/page-state.tsx';
import ui from '../ui/ui.module.css';
import styles from './trial.module.css';
import { usePlaces } from './use-places.ts';

type Sent = paths['/v1/campaigns/{id}/test-messages']['post']['responses'][201]['content']['application/json'];
type Channel = Sent['channel'];

export interface TestedStep {
  readonly campaignId: string;
  readonly stepId: string;
  readonly channel: Channel;
  readonly cartId: string | null;
}

/** The button that sends the message of a step to oneself, and says where it is then. */
export function TestMessageButton({ step, disabled }: { readonly step: TestedStep; readonly disabled?: boolean }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={disabled}>
        {t('trial.message.send')}
      </Button>
      {open && <TestMessageDialog step={step} onClose={() => setOpen(false)} />}
    </>
  );
}

function TestMessageDialog({ step, onClose }: { readonly step: TestedStep; readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const formId = useId();
  const places = usePlaces();
  const send = useMutation({
    mutationFn: (to: string) => {
      const { campaignId, stepId, channel, cartId } = step;
      const body = { stepId, channel, cartId, to };
      return data(store.api.POST('/v1/campaigns/{id}/test-messages', { params: { path: { id: campaignId } }, body }));
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(formValues(event.currentTarget)['to'] ?? '');
  };
  const error = send.error as ApiError | null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('trial.message.title')}
      actions={
        send.data ? (
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" type="submit" form={formId} disabled={send.isPending || !places.data}>
              {t('trial.message.sendNow')}
            </Button>
          </>
        )
      }
    >
      {send.data ? (
        <Outcome sent={send.data} />
      ) : (
        <Loaded query={places} height={120}>
          {({ ownAddress, email }) => (
            <form id={formId} className={ui['stack']} onSubmit={submit}>
              <p>{t('trial.message.text')}</p>
              <TextField
                label={t(`trial.message.to.${step.channel}`)}
                help={t(`trial.message.to.${step.channel}.help`)}
                name="to"
                type={step.channel === 'email' ? 'email' : step.channel === 'sms' ? 'tel' : 'text'}
                required
                defaultValue={step.channel === 'email' ? (ownAddress ?? '') : ''}
                problem={error?.path === 'to' ? error.message : null}
              />
              {step.channel === 'email' && email?.delivers === false && (
                <p className={ui['help']}>{t('trial.message.staysHere')}</p>
              )}
              {error && error.path !== 'to' && <Notice tone="bad">{error.message}</Notice>}
            </form>
          )}
        </Loaded>
      )}
    </Dialog>
  );
}

function Outcome({ sent }: { readonly sent: Sent }) {
  const { t } = useI18n();
  const { state, provider, delivered, sandboxUrl, providerMessageId, errorCode } = sent;
  if (state === 'rejected')
    return <Notice tone="bad">{t('trial.message.rejected', { provider, code: errorCode ?? '–' })}</Notice>;
  if (state !== 'accepted') return <Notice tone="warn">{t('trial.message.unknown', { provider })}</Notice>;
  return (
    <div className={styles['result']} role="status">
      <Notice tone="good">{t(delivered ? 'trial.message.accepted' : 'trial.message.kept', { provider })}</Notice>
      {sandboxUrl && (
        <div className={ui['row']}>
          <a className={buttonClass()} href={sandboxUrl} target="_blank" rel="noreferrer">
            {t('trial.message.look')}
          </a>
        </div>
      )}
      {delivered && providerMessageId && (
        <p>
          {t('trial.message.id')} <CopyText text={providerMessageId} />
        </p>
      )}
    </div>
  );
}
