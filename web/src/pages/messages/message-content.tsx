import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card, Facts } from '../../ui/card.tsx';
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
              [t('message.subject'), <strong key="subject">{content.subject}</strong>],
            ]}
          />
          <pre className={styles['text']}>{content.text}</pre>
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
