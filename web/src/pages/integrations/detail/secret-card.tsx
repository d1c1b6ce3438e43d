import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiError } from '../../../api/api-error.ts';
import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';
import { platformName, secretKey } from '../platform-words.ts';
import { type IntegrationDetail, integrationKey, usePlatforms } from '../use-integrations.ts';

const hourMs = 3_600_000;
/** How long both secrets may be good. */
const overlapHours = [0, 1, 24, 168] as const;

/** The secret that signs: until when an older one still passes, and a new one in its place. */
export function SecretCard({ integration }: { readonly integration: IntegrationDetail }) {
  const { t } = useI18n();
  const { may, timeZone } = useStore();
  const format = useFormat(timeZone);
  const [isOpen, setOpen] = useState(false);
  const until = integration.previousSecretUntil;
  const bothAreGood = until !== null && new Date(until).getTime() > Date.now();
  return (
    <Card title={t('integrations.secret')} hint={t('integrations.secret.hint')}>
      <div className={ui['stack']}>
        <p>
          {bothAreGood
            ? t('integrations.secret.both', { until: format.dateTime(until) })
            : t('integrations.secret.one')}
        </p>
        {may('integrations:write') && (
          <div className={ui['row']}>
            <Button onClick={() => setOpen(true)}>{t('integrations.secret.rotate')}</Button>
          </div>
        )}
      </div>
      {isOpen && <RotateDialog integration={integration} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function RotateDialog({
  integration,
  onClose,
}: {
  readonly integration: IntegrationDetail;
  readonly onClose: () => void;
}) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const queryClient = useQueryClient();
  const guide = usePlatforms().data?.find(({ platform }) => platform === integration.platform);
  const rotate = useMutation({
    mutationFn: (body: { readonly secret?: string; readonly overlapMs: number }) =>
      data(store.api.POST('/v1/integrations/{id}/rotate-secret', { params: { path: { id: integration.id } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: integrationKey(store.id, integration.id) }),
  });
  const formId = 'rotate-secret';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = String(form.get('secret') ?? '').trim();
    rotate.mutate({ overlapMs: Number(form.get('hours')) * hourMs, ...(secret && { secret }) });
  };
  const error = rotate.error as ApiError | null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('integrations.secret.rotate')}
      actions={
        rotate.data ? (
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" type="submit" form={formId} disabled={rotate.isPending}>
              {t('integrations.secret.rotate.submit')}
            </Button>
          </>
        )
      }
    >
      {rotate.data ? (
        <div className={ui['stack']}>
          <p>
            {t('integrations.secret.rotated', {
              platform: platformName(integration.platform),
              until: format.dateTime(rotate.data.previousSecretUntil),
            })}
          </p>
          <CopyText text={rotate.data.secret} />
        </div>
      ) : (
        <form id={formId} className={styles['form']} onSubmit={submit}>
          <p>{t('integrations.secret.rotate.text')}</p>
          {guide?.secretFrom === 'platform' && (
            <TextField
              label={t('integrations.secret.new')}
              name="secret"
              autoComplete="off"
              spellCheck={false}
              required
              help={t(secretKey(integration.platform))}
              problem={error?.path === 'secret' ? error.message : null}
            />
          )}
          <SelectField label={t('integrations.secret.overlap')} name="hours" defaultValue="24">
            {overlapHours.map((hours) => (
              <option key={hours} value={hours}>
                {t('integrations.secret.overlap.hours', { hours })}
              </option>
            ))}
          </SelectField>
          {error && error.path !== 'secret' && <Notice tone="bad">{error.message}</Notice>}
        </form>
      )}
    </Dialog>
  );
}
