import { useI18n } from '../../../i18n/i18n-context.tsx';
import styles from '../integrations.module.css';
import { stepKeys } from '../platform-words.ts';
import type { PlatformGuide } from '../use-integrations.ts';

/** What to do at the platform, in the person's language; a platform without words of ours has the API's. */
export function PlatformSteps({ guide }: { readonly guide: PlatformGuide }) {
  const { t } = useI18n();
  const keys = stepKeys(guide.platform);
  const steps = keys.length > 0 ? keys.map((key) => t(key)) : guide.steps;
  return (
    <ol className={styles['steps']}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

export function Topics({ topics }: { readonly topics: readonly string[] }) {
  const { t } = useI18n();
  if (topics.length === 0) return t('integrations.topics.all');
  return (
    <ul className={styles['topics']}>
      {topics.map((topic) => (
        <li key={topic}>
          <code>{topic}</code>
        </li>
      ))}
    </ul>
  );
}
