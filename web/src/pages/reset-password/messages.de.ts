import type { resetPasswordEn } from './messages.en.ts';

export const resetPasswordDe: Readonly<Record<keyof typeof resetPasswordEn, string>> = {
  'resetPassword.ask.title': 'Passwort vergessen?',
  'resetPassword.ask.lead':
    'Wir senden Ihnen einen Link, über den Sie ein neues festlegen. Er gilt einmal und eine halbe Stunde lang.',
  'resetPassword.ask.submit': 'Link senden',
  'resetPassword.ask.tooMany':
    'Innerhalb einer Viertelstunde wurden mehrere Links angefordert. Sehen Sie in Ihren Posteingang oder warten Sie einige Minuten.',
  'resetPassword.asked.title': 'Sehen Sie in Ihren Posteingang',
  'resetPassword.asked':
    'Wenn es zu {email} hier ein Konto gibt, ist ein Link unterwegs. Nach ein paar Minuten noch nichts? Sehen Sie bei den unerwünschten Nachrichten nach, und ob dies die Adresse Ihres Kontos ist.',
  'resetPassword.asked.operator':
    'Wo diese Installation keine E-Mails versendet, erstellt ihr Betreiber einen Link: npm run account:link, mit Ihrer E-Mail-Adresse.',
  'resetPassword.asked.another': 'Andere Adresse verwenden',
  'resetPassword.set.title': 'Neues Passwort festlegen',
  'resetPassword.set.lead': 'Danach sind Sie überall abgemeldet und melden sich mit dem neuen Passwort an.',
  'resetPassword.set.password': 'Neues Passwort',
  'resetPassword.set.submit': 'Passwort festlegen',
  'resetPassword.gone': 'Dieser Link wurde benutzt, durch einen neueren ersetzt oder ist abgelaufen.',
  'resetPassword.again': 'Neuen Link anfordern',
  'resetPassword.done.title': 'Ihr neues Passwort gilt',
  'resetPassword.done': 'Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
  'resetPassword.back': 'Zurück zur Anmeldung',
};
