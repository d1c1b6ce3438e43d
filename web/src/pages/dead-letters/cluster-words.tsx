import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { deadLettersEn } from './messages.en.ts';
import type { Cluster } from './use-clusters.ts';

type Words = (cluster: Pick<Cluster, 'source' | 'eventType' | 'path' | 'cause'>) => {
  readonly title: string;
  readonly source: string;
  readonly cause: string;
};

/** What failed, where it came from and why, in a sentence each. */
export function useClusterWords(): Words {
  const { t } = useI18n();
  return ({ source, eventType, path, cause }) => {
    const what = t(keyOr(`deadLetters.event.${eventType ?? 'unknown'}`, 'deadLetters.event.unknown'));
    const [kind = source, platform = ''] = source.split(':');
    return {
      title: path === '' ? t('deadLetters.title.whole', { what }) : t('deadLetters.title.part', { what, path }),
      source: t(keyOr(`deadLetters.source.${kind}`, 'deadLetters.source.other'), { source: platform || source }),
      cause: t(keyOr(`deadLetters.cause.${cause}`, 'deadLetters.cause.other'), { code: cause }),
    };
  };
}

/** How a value is changed, in words; a conversion without words is named. */
export function conversionKey(conversion: string): MessageKey {
  return keyOr(`deadLetters.conversion.${conversion}`, 'deadLetters.conversion.other');
}

export function lookProblemKey(problem: string): MessageKey {
  return keyOr(`deadLetters.look.${problem}`, 'deadLetters.look.failed');
}

function keyOr(key: string, otherwise: MessageKey): MessageKey {
  return isText(key) ? key : otherwise;
}

function isText(key: string): key is keyof typeof deadLettersEn {
  return Object.hasOwn(deadLettersEn, key);
}
