import { useState } from 'react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { MessageFrame } from '../../ui/message-frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './messages.module.css';
import type { Message } from './use-messages.ts';

/** What its reader saw, where a copy was kept. */
export function MessageContent({ message }: { readonly message: Message }) {
  const { t } = useI18n();
  const { content } = message;
  if (content === null)
    return (
      <Card title={t('message.asSent')}>
        <Notice>{t('message.asSent.none', { provider: message.provider })}</Notice>
      </Card>
    );
  return (
    <Card title={t('message.asSent')} hint={t('message.asSent.hint')}>
      <Content content={content} />
    </Card>
  );
}

function Content({ content }: { readonly content: NonNullable<Message['content']> }) {
  const { t } = useI18n();
  switch (content.channel) {
    case 'email':
      return (
        <>
          <Facts
            facts={[
              [t('message.to'), content.to],
              [t('message.from'), content.from],
              [
                t('message.subject'),
                <strong key="subject" dir="auto">
                  {content.subject}
                </strong>,
              ],
            ]}
          />
          <EmailViews html={content.html} text={content.text} />
        </>
      );
    case 'sms':
      return (
        <>
          <Facts facts={[[t('message.to'), content.to]]} />
          <p className={styles['bubble']}>{content.text}</p>
        </>
      );
    case 'push':
      return (
        <>
          <Facts facts={[[t('message.to'), content.to]]} />
          <div className={styles['notification']}>
            <strong>{content.title}</strong>
            <p>{content.body}</p>
          </div>
        </>
      );
  }
}

const views = ['html', 'phone', 'text'] as const;
const widths = { html: 720, phone: 375 } as const;

/** The e-mail as a wide window, a phone and a program without pictures show it; the shop's pictures are not loaded. */
function EmailViews({ html, text }: { readonly html: string; readonly text: string }) {
  const { t } = useI18n();
  const [view, setView] = useState<(typeof views)[number]>('html');
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className={styles['tabs']} role="group" aria-label={t('message.asSent')}>
        {views.map((one) => (
          <Button
            key={one}
            look={one === view ? 'primary' : 'plain'}
            aria-pressed={one === view}
            onClick={() => setView(one)}
          >
            {t(`message.view.${one}`)}
          </Button>
        ))}
      </div>
      {view === 'text' ? (
        <pre className={styles['text']}>{text}</pre>
      ) : (
        <MessageFrame html={html} title={t('message.frame')} width={widths[view]} pictures={false} />
      )}
    </>
  );
}
