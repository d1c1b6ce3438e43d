import { closeQueue, openQueue } from './event-queue.ts';
import { config } from './script-config.ts';
import { allowStorage, drop, keep, purgeAll, read } from './storage.ts';

export type Consent = 'granted' | 'denied';

/** Undefined: nothing is stored or sent, what happens is kept in memory for the case that the visitor agrees. */
let choice: Consent | undefined;

export function hasChosen(consent: Consent): boolean {
  return choice === consent;
}

/** What is known without asking: the browser's own signal, the store's rule, what was said on an earlier page. */
export function startConsent(): void {
  if (hasSignal() || read('refused')) refuse();
  else if (!config.consentRequired || read('granted')) grant();
}

/** The visitor's choice; the browser's own signal outranks a later "granted". Only what was said is remembered. */
export function setConsent(given: unknown): void {
  if (given === 'denied') {
    refuse();
    // Where nobody is asked, the next page has to know of it.
    if (!config.consentRequired) keep('refused');
  } else if (given === 'granted' && !hasSignal()) {
    drop('refused');
    grant();
    keep('granted');
  }
}

/** A refusal deletes what was stored. */
function refuse(): void {
  choice = 'denied';
  closeQueue();
  purgeAll();
}

function grant(): void {
  choice = 'granted';
  allowStorage();
  openQueue();
}

function hasSignal(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return config.honourSignals && (!!globalPrivacyControl || doNotTrack === '1');
}
