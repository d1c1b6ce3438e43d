import type { listsEn } from './messages.en.ts';

export const listsDe: Readonly<Record<keyof typeof listsEn, string>> = {
  'list.search': 'Suchen',
  'list.filters': 'Filter',
  'list.takeOut': 'diesen Filter entfernen',
  'list.all': 'Alle',
  'list.count': '{count, plural, =0 {Nichts gefunden} one {# Eintrag} other {# Einträge}}',
  'list.counting': 'Wird gezählt …',
  'list.countAtLeast': 'Mehr als {count, number} Einträge',
  'list.previous': 'Voriger Eintrag',
  'list.next': 'Nächster Eintrag',
  'list.asPage': 'Als Seite öffnen',
  'list.back': 'Zurück zur Liste',
  'list.ever': 'Über die ganze Zeit.',
  'list.end': 'Das ist alles.',
  'list.loading': 'Weitere werden geladen …',
  'list.clear': 'Alle Filter entfernen',
};
