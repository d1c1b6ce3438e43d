import type { rolesEn } from './roles.en.ts';

export const rolesDe: Readonly<Record<keyof typeof rolesEn, string>> = {
  'role.store_owner': 'Inhaber',
  'role.store_owner.text': 'Alles in diesem Shop: auch Team, Schlüssel, Verbindungen und Einstellungen.',
  'role.marketer': 'Marketing',
  'role.marketer.text':
    'Kampagnen, und Rückgewinnungen anhalten oder beenden. Sieht alle Zahlen; Adressen sind unkenntlich.',
  'role.analyst': 'Analyse',
  'role.analyst.text': 'Sieht Warenkörbe, Nachrichten und alle Zahlen, ändert nichts. Adressen sind unkenntlich.',
  'role.developer': 'Entwicklung',
  'role.developer.text':
    'Verbindungen, Snippet, Schlüssel, abgewiesene Ereignisse und Änderungsprotokoll. Sieht, was Shops gesendet haben, samt Adressen.',
  'role.support': 'Support',
  'role.support.text':
    'Hilft einzelnen Kunden: sieht Adressen vollständig, hält Rückgewinnungen an oder beendet sie, erledigt Datenschutzanfragen.',
  'role.api_user': 'Programm',
  'role.api_user.text': 'Ein Programm, das sich anmeldet und liest. Für Menschen wählen Sie eine andere Rolle.',
  'role.admin': 'Administrator',
  'role.customer': 'Kunde',
};
