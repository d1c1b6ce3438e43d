import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ApiError } from '../../../api/api-error.ts';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import ui from '../../../ui/ui.module.css';
import styles from '../integrations.module.css';

type Check = paths['/v1/snippet/check']['post']['responses'][200]['content']['application/json'];

const tones = { ok: 'good', problem: 'bad', note: 'neutral' } as const;

/** Looks at a page of the shop and says of each thing that the snippet needs whether it is there, and what to do if not. */
export function PageCheck() {
  const { t } = useI18n();
  const store = useStore();
  const check = useMutation({
    mutationFn: (url: string) => data(store.api.POST('/v1/snippet/check', { body: { url } })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('url')).trim();
    check.mutate(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  };
  const error = check.error as ApiError | null;
  return (
    <Card title={t('integrations.check')} hint={t('integrations.check.hint')}>
      <div className={ui['stack']}>
        <form className={styles['form']} onSubmit={submit}>
          <TextField
            label={t('integrations.check.url')}
            name="url"
            required
            inputMode="url"
            spellCheck={false}
            defaultValue={store.url ?? ''}
            help={t('integrations.check.url.help')}
            problem={error?.path === 'url' ? t('integrations.check.url.problem') : null}
          />
          <div className={ui['row']}>
            <Button look="primary" type="submit" disabled={check.isPending}>
              {t('integrations.check.submit')}
            </Button>
          </div>
        </form>
        <div aria-live="polite">
          {error && error.path !== 'url' && <Notice tone="bad">{error.message}</Notice>}
          {check.data && <Findings check={check.data} />}
        </div>
      </div>
    </Card>
  );
}

function Findings({ check }: { readonly check: Check }) {
  const { t } = useI18n();
  if (check.status === 'not_loaded')
    return <Notice tone="bad">{t(`integrations.check.${check.problem}`, { status: check.httpStatus ?? 0 })}</Notice>;
  return (
    <>
      <p className={styles['quiet']}>{t('integrations.check.of', { url: check.url })}</p>
      <ul className={styles['findings']} aria-label={t('integrations.check.findings')}>
        {check.findings.map(({ check: what, outcome, code, detail }) => (
          <li key={what}>
            <Notice tone={tones[outcome]}>
              <strong>{t(`integrations.check.outcome.${outcome}`)}</strong>{' '}
              {t(`integrations.finding.${code}`, { detail: detail ?? '', origin: location.origin })}
            </Notice>
          </li>
        ))}
      </ul>
    </>
  );
}
