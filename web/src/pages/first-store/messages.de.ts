import type { firstStoreEn } from './messages.en.ts';

export const firstStoreDe: Readonly<Record<keyof typeof firstStoreEn, string>> = {
  'firstStore.title': 'Ihren ersten Store anlegen',
  'firstStore.none': 'Sie gehören noch zu keinem Store',
  'firstStore.lead':
    'Ein Store ist ein Shop: seine Warenkörbe, seine Kampagnen, sein Team. Sie können alles später ändern.',
  'firstStore.ready': 'Ihr Store ist bereit',
  'firstStore.submit': 'Store anlegen',
  'firstStore.made':
    '{name} ist angelegt, und die erste Kampagne ist aktiv: Sobald Warenkörbe eintreffen, werden Personen daran erinnert, die ihren verlassen und Nachrichten zugestimmt haben.',
  'firstStore.key':
    'Mit diesem Schlüssel sendet Ihr Shop seine Warenkörbe. Er wird nur jetzt gezeigt; weitere legen Sie jederzeit in den Einstellungen an.',
  'firstStore.goOn': 'Weiter zum Einrichten',
  'firstStore.ask': 'Bitten Sie den Inhaber eines Stores, {email} einzuladen. Dann öffnet sich der Store hier.',
  'firstStore.account': 'Ihr Konto',
};
