import { closeQueue, openQueue } from './event-queue.ts';
import { config } from './script-config.ts';
import { allowStorage, forgetAll, hasStored, write } from './storage.ts';

export type Consent = 'granted' | 'denied';

/** `waiting`: nothing is stored or sent, what happens is kept in memory for the case that the visitor agrees. */
let state: Consent | 'waiting' = 'waiting';

export function isRefused(): boolean {
  return state === 'denied';
}

/** What is known without asking: the browser's own signal, the store's rule, what was said on an earlier page. */
export function startConsent(): void {
  if (hasSignal()) setConsent('denied');
  else if (!config.consentRequired || hasStored('granted')) setConsent('granted');
}

/** The visitor's choice. A refusal deletes what was stored; the browser's own signal outranks a later "granted". */
export function setConsent(choice: unknown): void {
  if (choice === 'denied') {
    state = 'denied';
    closeQueue();
    forgetAll();
  } else if (choice === 'granted' && !hasSignal()) {
    state = 'granted';
    allowStorage();
    write('granted', '1');
    openQueue();
  }
}

function hasSignal(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return config.honourSignals && (globalPrivacyControl === true || doNotTrack === '1');
}
