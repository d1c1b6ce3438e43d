import { lazy, Suspense, useMemo } from 'react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx';
import { Skeleton } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { templateNames } from './template-names.ts';
import type { Channel, Finding, Variant } from './template-queries.ts';
import styles from './templates.module.css';

// The editor is as large as the rest of the dashboard: only who opens a template loads it.
const CodeEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })));

interface VariantFieldsProps {
  readonly variant: Variant;
  readonly channel: Channel;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly onChange: (variant: Variant) => void;
}

const beginnings = {
  email: {
    subject: '{{ store.name }}',
    mjml: `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>…</mj-text>
        <mj-button href="{{ links.restore }}">…</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
  },
  sms: { text: '{{ store.name }}: {{ links.restore }}' },
  push: { title: '{{ store.name }}', body: '{{ cart.lines[0].name }}' },
} as const;

/** The words of one language on one channel. */
export function VariantFields({ variant, channel, findings, readOnly, onChange }: VariantFieldsProps) {
  const { t } = useI18n();
  const without = ({ [channel]: _, ...rest }: Variant): Variant => rest as Variant;
  const isOnly = (['email', 'sms', 'push'] as const).filter((one) => variant[one]).length === 1;
  if (variant[channel] === undefined)
    return (
      <Card title={t(`channel.${channel}`)}>
        <p>{t('templates.noChannel')}</p>
        {!readOnly && (
          <p>
            <Button onClick={() => onChange({ ...variant, [channel]: beginnings[channel] })}>
              {t('templates.addChannel')}
            </Button>
          </p>
        )}
      </Card>
    );
  return (
    <Card
      title={t(`channel.${channel}`)}
      actions={
        !readOnly &&
        !isOnly && <Button onClick={() => onChange(without(variant))}>{t('templates.removeChannel')}</Button>
      }
    >
      <div className={ui['stack']}>
        <Fields {...{ variant, channel, findings, readOnly, onChange }} />
        <Names />
      </div>
    </Card>
  );
}

function Fields({ variant, channel, findings, readOnly, onChange }: VariantFieldsProps) {
  const { t } = useI18n();
  const { email, sms, push } = variant;
  const problemOf = (part: Finding['part']) => {
    const found = findings.find(
      (one) => one.locale === variant.locale && one.part === part && one.severity === 'problem',
    );
    return found && `${t(`templates.finding.${found.code}`)} ${found.detail ?? ''}`;
  };
  const inCode = useMemo(
    () =>
      findings
        .filter((one) => one.locale === variant.locale && one.part === 'email.mjml')
        .map((one) => ({ ...one, message: t(`templates.finding.${one.code}`) })),
    [findings, variant.locale, t],
  );
  if (channel === 'sms')
    return (
      <TextArea
        label={t('templates.field.text')}
        help={t('templates.field.sms.help')}
        rows={5}
        value={sms?.text ?? ''}
        readOnly={readOnly}
        problem={problemOf('sms.text')}
        onChange={(event) => onChange({ ...variant, sms: { text: event.target.value } })}
      />
    );
  if (channel === 'push')
    return (
      <>
        <TextField
          label={t('templates.field.title')}
          value={push?.title ?? ''}
          readOnly={readOnly}
          problem={problemOf('push.title')}
          onChange={(event) => onChange({ ...variant, push: { body: push?.body ?? '', title: event.target.value } })}
        />
        <TextArea
          label={t('templates.field.text')}
          rows={3}
          value={push?.body ?? ''}
          readOnly={readOnly}
          problem={problemOf('push.body')}
          onChange={(event) => onChange({ ...variant, push: { title: push?.title ?? '', body: event.target.value } })}
        />
      </>
    );
  if (!email) return null;
  const set = (change: Partial<typeof email>) => onChange({ ...variant, email: { ...email, ...change } });
  const { text: _, preheader: __, ...bare } = email;
  return (
    <>
      <TextField
        label={t('templates.field.subject')}
        value={email.subject}
        readOnly={readOnly}
        problem={problemOf('email.subject')}
        onChange={(event) => set({ subject: event.target.value })}
      />
      <TextField
        label={t('templates.field.preheader')}
        help={t('templates.field.preheader.help')}
        value={email.preheader ?? ''}
        readOnly={readOnly}
        problem={problemOf('email.preheader')}
        onChange={(event) =>
          event.target.value === ''
            ? onChange({ ...variant, email: { ...bare, ...(email.text !== undefined && { text: email.text }) } })
            : set({ preheader: event.target.value })
        }
      />
      <div>
        <p className={styles['label']}>{t('templates.field.mjml')}</p>
        <div className={styles['code']}>
          <Suspense fallback={<Skeleton height={460} />}>
            <CodeEditor
              label={t('templates.field.mjml')}
              value={email.mjml}
              readOnly={readOnly}
              findings={inCode}
              onChange={(mjml) => set({ mjml })}
            />
          </Suspense>
        </div>
      </div>
      <Checkbox
        label={t('templates.ownText')}
        help={t('templates.ownText.help')}
        checked={email.text !== undefined}
        disabled={readOnly}
        onChange={(event) =>
          event.target.checked
            ? set({ text: '{{ links.restore }}' })
            : onChange({
                ...variant,
                email: { ...bare, ...(email.preheader !== undefined && { preheader: email.preheader }) },
              })
        }
      />
      {email.text !== undefined && (
        <TextArea
          label={t('templates.field.plainText')}
          rows={8}
          value={email.text}
          readOnly={readOnly}
          problem={problemOf('email.text')}
          onChange={(event) => set({ text: event.target.value })}
        />
      )}
    </>
  );
}

function Names() {
  const { t } = useI18n();
  return (
    <details>
      <summary className={styles['summary']}>{t('templates.names')}</summary>
      <p className={styles['quiet']}>{t('templates.names.hint', { example: '{{ cart.total }}' })}</p>
      <dl className={styles['names']}>
        {templateNames.map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{t(`templates.name.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
