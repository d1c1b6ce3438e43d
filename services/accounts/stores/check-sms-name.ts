import { fitsSms } from '../../../channels/render/sms-name.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { StoreSettings } from './settings.ts';

/** Refuses a name with which no SMS could be sent, unless there is a shorter one to sign with. Throws `invalid`. */
export function checkSmsName({ name, senderName }: Pick<StoreSettings, 'name' | 'senderName'>): void {
  if (fitsSms(name) || (senderName !== null && fitsSms(senderName))) return;
  throw new ServiceError(
    'invalid',
    'is too long for an SMS in this alphabet, which has room for 41 characters: shorten it, or keep it and give a senderName that fits; SMS are then signed with that.',
    { path: 'name' },
  );
}
