import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox, SelectField } from '../../ui/field.tsx';
import { MessageFrame } from '../../ui/message-frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { CartChoice } from '../campaigns/cart-choice.tsx';
import { inScheme } from './in-scheme.ts';
import { type Channel, type Content, type Preview, templateQueries } from './template-queries.ts';
import styles from './templates.module.css';

interface TemplatePreviewProps {
  readonly content: Content;
  readonly locale: string;
  readonly channel: Channel;
}

/** The message as it would be sent, in the language that is open, for a cart that one chooses. */
export function TemplatePreview({ content, locale, channel }: TemplatePreviewProps) {
  const { t } = useI18n();
  const store = useStore();
  const [cartId, setCartId] = useState<string | null>(null);
  const isWritten = content.variants.some((one) => one.locale === locale && one[channel] !== undefined);
  const preview = useQuery({
    ...templateQueries.preview(store, { content, locale, channel, cartId }),
    enabled: isWritten,
  });
  return (
    <Card title={t('templates.preview')} hint={t('templates.preview.hint')}>
      <div className={ui['stack']}>
        {store.may('carts:read') && store.may('customers:read') && (
          <CartChoice cartId={cartId} none={t('templates.sampleCart')} onChoose={setCartId} />
        )}
        {isWritten ? (
          <Loaded query={preview} height={320}>
            {(shown) => <Message preview={shown} />}
          </Loaded>
        ) : (
          <p className={styles['quiet']}>{t('templates.noChannel')}</p>
        )}
      </div>
    </Card>
  );
}

function Message({ preview: { message, error } }: { readonly preview: Preview }) {
  const { t } = useI18n();
  if (message === null)
    return (
      <Notice tone="bad">
        {t('templates.noMessage')} <code className={styles['detail']}>{error?.message}</code>
      </Notice>
    );
  switch (message.channel) {
    case 'email':
      return <Email message={message} />;
    case 'sms':
      return (
        <div>
          <p className={styles['bubble']}>{message.text}</p>
          <p className={styles['quiet']}>{t('templates.measure.sms', { count: message.segments })}</p>
        </div>
      );
    case 'push':
      return (
        <div className={styles['bubble']}>
          <strong>{message.title}</strong>
          <p>{message.body}</p>
        </div>
      );
  }
}

const views = ['phone', 'desktop', 'text'] as const;
const widths = { phone: 375, desktop: 680 } as const;

function Email({ message }: { readonly message: Extract<NonNullable<Preview['message']>, { channel: 'email' }> }) {
  const { t } = useI18n();
  const [view, setView] = useState<(typeof views)[number]>('phone');
  const [dark, setDark] = useState(false);
  const [pictures, setPictures] = useState(false);
  return (
    <div className={ui['stack']}>
      <p>
        <strong dir="auto">{message.subject}</strong>
        <br />
        <span className={styles['quiet']}>{message.from}</span>
      </p>
      <SelectField
        label={t('templates.view')}
        value={view}
        onChange={(event) => setView(views.find((one) => one === event.target.value) ?? 'phone')}
      >
        {views.map((one) => (
          <option key={one} value={one}>
            {t(`templates.view.${one}`)}
          </option>
        ))}
      </SelectField>
      {view === 'text' ? (
        <pre className={styles['plainText']} dir="auto">
          {message.text}
        </pre>
      ) : (
        <>
          <div className={styles['checks']}>
            <Checkbox label={t('templates.dark')} checked={dark} onChange={(event) => setDark(event.target.checked)} />
            <Checkbox
              label={t('templates.pictures')}
              checked={pictures}
              onChange={(event) => setPictures(event.target.checked)}
            />
          </div>
          <MessageFrame
            html={inScheme(message.html, dark ? 'dark' : 'light')}
            title={message.subject}
            width={widths[view]}
            pictures={pictures}
          />
        </>
      )}
    </div>
  );
}
