import { closeQueue, openQueue } from './event-queue.ts';
import { config } from './script-config.ts';
import { allowStorage, forgetAll, read, write } from './storage.ts';

export type Consent = 'granted' | 'denied';

/** Undefined: nothing is stored or sent, what happens is kept in memory for the case that the visitor agrees. */
let choice: Consent | undefined;

export function hasChosen(consent: Consent): boolean {
  return choice === consent;
}

/** What is known without asking: the browser's own signal, the store's rule, what was said on an earlier page. */
export function startConsent(): void {
  if (hasSignal()) setConsent('denied');
  else if (!config.consentRequired || read('granted')) setConsent('granted');
}

/** The visitor's choice. A refusal deletes what was stored; the browser's own signal outranks a later "granted". */
export function setConsent(given: unknown): void {
  if (given === 'denied') {
    choice = given;
    closeQueue();
    forgetAll();
  } else if (given === 'granted' && !hasSignal()) {
    choice = given;
    allowStorage();
    write('granted', '1');
    openQueue();
  }
}

function hasSignal(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return config.honourSignals && (!!globalPrivacyControl || doNotTrack === '1');
}
