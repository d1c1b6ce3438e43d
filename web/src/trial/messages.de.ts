import type { trialEn } from './messages.en.ts';

export const trialDe: Readonly<Record<keyof typeof trialEn, string>> = {
  'trial.seconds': 'etwa {count, plural, one {# Sekunde} other {# Sekunden}}',
  'trial.minutes': 'etwa {count, plural, one {# Minute} other {# Minuten}}',
  'trial.hours': 'etwa {count, plural, one {# Stunde} other {# Stunden}}',
  'trial.sandbox.open': 'Sandbox-Postfach öffnen',
  'trial.demo': 'Selbst ausprobieren: einen Warenkorb zurückgewinnen',
  'trial.demo.hint':
    'Im Demo-Shop, dessen Uhr schneller geht. Es dauert zwei Minuten, und nichts wird wirklich verkauft oder versendet.',
  'trial.demo.leave':
    'Legen Sie etwas in den Warenkorb, gehen Sie zur Kasse, geben Sie irgendeine E-Mail-Adresse ein, setzen Sie das Häkchen bei „Remind me“ und verlassen Sie die Seite einfach.',
  'trial.demo.message': 'Die erste Erinnerung liegt im Sandbox-Postfach, und zwar nach der Wartezeit: {time}.',
  'trial.demo.noCampaign': 'Aktivieren Sie zuerst eine Kampagne: Dann folgt eine Erinnerung.',
  'trial.demo.buy':
    'Öffnen Sie sie, kehren Sie über ihre Schaltfläche zum Warenkorb zurück und bestellen Sie: Hier zählt er sofort als zurückgewonnen.',
  'trial.demo.open': 'Warenkorb im Demo-Shop liegen lassen',
  'trial.demo.hide': 'Nicht mehr anzeigen',
  'trial.message.send': 'Testnachricht senden',
  'trial.message.sendNow': 'Jetzt senden',
  'trial.message.title': 'Diese Nachricht an sich selbst senden',
  'trial.message.text':
    'Sie geht einmal hinaus, als Test gekennzeichnet. Sie zählt in keinem Bericht und für keine Grenze, und ihre Links führen nirgendwohin.',
  'trial.message.to.email': 'An die Adresse',
  'trial.message.to.email.help': 'Ihre eigene oder die von jemandem aus Ihrem Team.',
  'trial.message.to.sms': 'An die Nummer',
  'trial.message.to.sms.help': 'Mit Ländervorwahl, etwa +43 660 1234567.',
  'trial.message.to.push': 'An das Gerät',
  'trial.message.to.push.help': 'Das Token, unter dem Ihre App das Gerät kennt.',
  'trial.message.staysHere':
    'Hier ist nichts eingerichtet, das E-Mails zustellt: Die Nachricht bleibt im Sandbox-Postfach.',
  'trial.message.kept': 'Sie liegt im Sandbox-Postfach. Nichts hat diesen Rechner verlassen.',
  'trial.message.look': 'Nachricht ansehen',
  'trial.message.accepted': '{provider} hat sie übernommen und stellt sie jetzt zu.',
  'trial.message.id': 'Dort heißt sie',
  'trial.message.rejected': '{provider} hat sie nicht angenommen ({code}). Es wurde nichts gesendet.',
  'trial.message.unknown':
    '{provider} hat nicht klar geantwortet: Die Nachricht kommt vielleicht an, vielleicht nicht.',
  'trial.message.saveFirst': 'Speichern Sie den Entwurf, um zu testen, was in den Feldern steht.',
};
