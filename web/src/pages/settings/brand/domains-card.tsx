import { useState } from 'react';
import { refusalText } from '../../../app/refusal-text.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { type BrandDomain, type DomainInput, useDomainCommands, useDomains, useMailDomain } from './domain-data.ts';
import { DomainState } from './domain-state.tsx';
import styles from './domains.module.css';

/** Names of the store's own: what to write into DNS, and what is seen of it. */
export function DomainsCard() {
  const { t } = useI18n();
  const store = useStore();
  const domains = useDomains();
  const commands = useDomainCommands();
  const mailDomain = useMailDomain();
  const [leaving, setLeaving] = useState<BrandDomain | null>(null);
  const mayWrite = store.may('store:write');
  return (
    <Card title={t('brand.domains')} hint={t('brand.domains.hint')}>
      <div className={ui['stack']}>
        {mailDomain !== null && <p>{t('brand.mailDomain', { domain: mailDomain })}</p>}
        {mayWrite && <ClaimForm claim={commands.claim} />}
        <Loaded query={domains} height={80}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={ui['help']}>{t('brand.domains.none')}</p>
            ) : (
              items.map((domain) => (
                <DomainState
                  key={domain.id}
                  domain={domain}
                  checking={commands.check.isPending}
                  onCheck={mayWrite ? () => commands.check.mutate(domain.id) : null}
                  onRelease={mayWrite ? () => setLeaving(domain) : null}
                />
              ))
            )
          }
        </Loaded>
      </div>
      <ConfirmDialog
        open={leaving !== null}
        title={t('brand.domain.release.title', { domain: leaving?.domain ?? '' })}
        action={t('brand.domain.release')}
        busy={commands.release.isPending}
        onConfirm={() => leaving && commands.release.mutate(leaving.id, { onSettled: () => setLeaving(null) })}
        onClose={() => setLeaving(null)}
      >
        <p>{t('brand.domain.release.text')}</p>
      </ConfirmDialog>
    </Card>
  );
}

const uses = ['pages', 'dashboard', 'mail'] as const satisfies readonly DomainInput['use'][];

function ClaimForm({ claim }: Pick<ReturnType<typeof useDomainCommands>, 'claim'>) {
  const { t } = useI18n();
  const [domain, setDomain] = useState('');
  const [use, setUse] = useState<DomainInput['use']>('pages');
  return (
    <form
      className={ui['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        claim.mutate({ domain, use }, { onSuccess: () => setDomain('') });
      }}
    >
      <div className={styles['claim']}>
        <TextField
          label={t('brand.domain')}
          help={t(use === 'mail' ? 'brand.domain.help.mail' : 'brand.domain.help')}
          problem={
            claim.error
              ? refusalText(t, claim.error, { invalid: 'brand.domain.wrong', conflict: 'brand.domain.conflict' })
              : null
          }
          value={domain}
          maxLength={253}
          spellCheck={false}
          required
          onChange={({ target }) => setDomain(target.value)}
        />
        <SelectField
          label={t('brand.domain.use')}
          value={use}
          onChange={({ target }) => setUse(uses.find((one) => one === target.value) ?? 'pages')}
        >
          {uses.map((one) => (
            <option key={one} value={one}>
              {t(`brand.domain.use.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <div>
        <Button type="submit" disabled={claim.isPending}>
          {t('brand.domain.claim')}
        </Button>
      </div>
      <Notice>{t(use === 'mail' ? 'brand.domain.provider' : 'brand.domain.proxy')}</Notice>
    </form>
  );
}
