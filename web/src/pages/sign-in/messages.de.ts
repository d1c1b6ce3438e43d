import type { signInEn } from './messages.en.ts';

export const signInDe: Readonly<Record<keyof typeof signInEn, string>> = {
  'signIn.title': 'Anmelden',
  'signIn.lead': 'Warenkorb-Rückgewinnung',
  'signIn.email': 'E-Mail-Adresse',
  'signIn.password': 'Passwort',
  'signIn.submit': 'Anmelden',
};
