import type { firstOwnerEn } from './messages.en.ts';

export const firstOwnerDe: Readonly<Record<keyof typeof firstOwnerEn, string>> = {
  'firstOwner.title': 'Konto einrichten',
  'firstOwner.lead':
    'Dieser Link gilt einmal. Er legt das erste Konto an, das alles darf, oder gibt einem Konto ein neues Passwort.',
  'firstOwner.noToken':
    'Diese Seite braucht den Link, den die Installation beim Start ausgegeben hat. Einen neuen bekommt der Betreiber mit: npm run account:link',
  'firstOwner.name': 'Ihr Name, wie Ihr Team ihn sieht',
  'firstOwner.submit': 'Einrichten und anmelden',
  'firstOwner.gone':
    'Dieser Link wurde schon benutzt oder ist abgelaufen. Einen neuen bekommt der Betreiber mit: npm run account:link',
  'firstOwner.known': 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich damit an.',
  'firstOwner.anotherEmail': 'Dieser Link gilt für eine andere E-Mail-Adresse.',
};
