import { type FormEvent, useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { formValues } from '../../../lib/form-values.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Checkbox, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { SecretDialog } from './secret-dialog.tsx';
import { type Endpoint, type EventType, eventTypes, type NewEndpoint, useEndpointCommands } from './webhook-data.ts';
import { typeLabel } from './webhook-words.ts';

const descriptionLengthMax = 200;

/** Makes an endpoint, or changes one; its secret is shown once, when it is made. */
export function EndpointDialog({
  endpoint,
  onClose,
}: {
  readonly endpoint: Endpoint | null;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const toast = useToast();
  const { create, change } = useEndpointCommands();
  const [wanted, setWanted] = useState<ReadonlySet<EventType>>(new Set(endpoint?.eventTypes ?? ['order.recovered']));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const body: NewEndpoint = {
      url: values['url'] ?? '',
      description: values['description'] ?? '',
      eventTypes: eventTypes.filter((type) => wanted.has(type)),
    };
    if (endpoint === null) {
      create.mutate(body);
      return;
    }
    const onSuccess = () => {
      toast({ text: t('webhooks.saved') });
      onClose();
    };
    change.mutate({ endpoint, change: body }, { onSuccess });
  };
  if (create.data) return <SecretDialog secret={create.data.secret} onClose={onClose} />;
  const error = create.error ?? change.error;
  return (
    <Dialog open wide onClose={onClose} title={t(endpoint === null ? 'webhooks.new' : 'webhooks.edit')}>
      <form className={ui['stack']} onSubmit={submit}>
        {error && (
          <Notice tone="bad">
            {refusalText(t, error, {
              version_conflict: 'webhooks.changed',
              'invalid:url': 'webhooks.url.problem',
              conflict: 'webhooks.tooMany',
            })}
          </Notice>
        )}
        <TextField
          label={t('webhooks.url')}
          help={t('webhooks.url.help')}
          type="url"
          name="url"
          defaultValue={endpoint?.url ?? 'https://'}
          required
        />
        <TextField
          label={t('webhooks.description')}
          help={t('webhooks.description.help')}
          name="description"
          defaultValue={endpoint?.description ?? ''}
          maxLength={descriptionLengthMax}
        />
        <fieldset className={ui['stack']}>
          <legend>{t('webhooks.types')}</legend>
          {eventTypes.map((type) => (
            <Checkbox
              key={type}
              label={
                <>
                  {t(typeLabel(type))} <code className={ui['help']}>{type}</code>
                </>
              }
              checked={wanted.has(type)}
              onChange={({ target }) => setWanted(withType(wanted, type, target.checked))}
            />
          ))}
        </fieldset>
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={create.isPending || change.isPending || wanted.size === 0}>
            {t(endpoint === null ? 'webhooks.new.submit' : 'action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function withType(wanted: ReadonlySet<EventType>, type: EventType, isWanted: boolean): ReadonlySet<EventType> {
  const next = new Set(wanted);
  if (isWanted) next.add(type);
  else next.delete(type);
  return next;
}
