import { type InstallationKeys, installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';
import { madeAt } from '../../shared/ids.ts';

/** The key that signs what belongs to a message: that of when the message was made, so that every attempt renders the same text. */
export function keyOfMessage(source: KeySource, messageId: string): string {
  const keys = installationKeys(source);
  return (knownKey(keys, messageId) ?? keys.current()).secret;
}

/** The same for what was signed before; null: its key is kept no more, and what it signed cannot be made again. */
export function keptKeyOfMessage(source: KeySource, messageId: string): string | null {
  return knownKey(installationKeys(source), messageId)?.secret ?? null;
}

/** Ids that tell no time are of tests and of before ids told it. */
function knownKey(keys: InstallationKeys, messageId: string) {
  const at = madeAt(messageId);
  return at === null ? keys.current() : keys.at(at);
}
