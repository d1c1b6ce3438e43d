import type { signInEn } from './messages.en.ts';

export const signInDe: Readonly<Record<keyof typeof signInEn, string>> = {
  'signIn.title': 'Anmelden',
  'signIn.email': 'E-Mail-Adresse',
  'signIn.password': 'Passwort',
  'signIn.submit': 'Anmelden',
  'signIn.wrong': 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  'signIn.tooManyTries': 'Zu viele Versuche für dieses Konto. Warten Sie einige Minuten und versuchen Sie es erneut.',
  'signIn.passkeysElsewhere':
    'Ihre Passkeys gehören zu einer anderen Adresse des Dashboards. Melden Sie sich dort an, oder bitten Sie den Betreiber um einen neuen Link.',
  'signIn.inTheOpen':
    '{address} ist nicht verschlüsselt: Ihr Passwort kann unterwegs mitgelesen werden, und Passkeys gibt es hier nicht. Öffnen Sie das Dashboard über https, oder auf diesem Rechner über localhost.',
  'signIn.tookTooLong': 'Das hat länger als fünf Minuten gedauert. Beginnen Sie noch einmal mit Ihrem Passwort.',
  'signIn.forgotten': 'Passwort vergessen?',
  'signIn.second.title': 'Noch ein Schritt',
  'signIn.second.code': 'Code',
  'signIn.second.code.help': 'Sechs Ziffern, die Ihre Authenticator-App gerade zeigt',
  'signIn.second.wrongCode':
    'Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten, und prüfen Sie die Uhr Ihres Telefons.',
  'signIn.second.passkey': 'Passkey verwenden',
  'signIn.second.wrongPasskey': 'Dieser Passkey wurde nicht akzeptiert. Versuchen Sie einen anderen.',
  'signIn.second.noPasskeysHere': 'Passkeys gibt es nur über https und auf localhost.',
  'signIn.second.another': 'Als jemand anderes anmelden',
  'signIn.provider': 'Mit dem Konto Ihrer Firma anmelden',
  'signIn.provider.tookTooLong': 'Das hat zu lange gedauert. Beginnen Sie noch einmal.',
  'signIn.provider.unknown':
    'Das Konto Ihrer Firma ist hier mit keinem Konto verknüpft. Melden Sie sich einmal mit Ihrem Passwort an und verknüpfen Sie es auf der Seite Ihres Kontos.',
  'signIn.provider.taken': 'Das Konto Ihrer Firma ist hier mit einem anderen Konto verknüpft.',
  'signIn.provider.failed':
    'Die Anmeldung bei Ihrer Firma ist fehlgeschlagen. Versuchen Sie es erneut, oder melden Sie sich mit Ihrem Passwort an.',
  'signIn.again':
    'Melden Sie sich noch einmal an: Was Sie ändern wollten, entscheidet darüber, wer sich anmelden kann. Ändern Sie es danach noch einmal.',
  'signIn.noAccounts':
    'Hier hat noch niemand ein Konto. Öffnen Sie den Link, den die Installation beim Start ausgegeben hat; npm run account:link erzeugt einen neuen.',
};
