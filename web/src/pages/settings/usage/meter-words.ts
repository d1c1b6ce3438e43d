import type { Translate } from '../../../i18n/translate.ts';

/** The name of a channel, as usage has it: a code, or none. */
export function channelText(channel: string | null, t: Translate): string {
  switch (channel) {
    case 'email':
    case 'sms':
    case 'push':
      return t(`channel.${channel}`);
    default:
      return channel ?? t('usage.others');
  }
}
