import type { platformBrandEn } from './messages.en.ts';

export const platformBrandDe: Record<keyof typeof platformBrandEn, string> = {
  'platformBrand.title': 'Marke für alle Shops',
  'platformBrand.lead':
    'Wie diese Installation sich zeigt: ihre Anmeldung, ihre E-Mails zu Konten und jeder Shop, der in seinen Einstellungen nichts anderes sagt.',
  'platformBrand.plainName': 'Cart recovery',
  'platformBrand.stores': 'Was Shops selbst festlegen',
  'platformBrand.stores.hint': 'Alles andere übernehmen sie von hier, innerhalb von Sekunden.',
  'platformBrand.stores.more': 'Weitere Shops zeigen',
  'platformBrand.store': 'Shop',
  'platformBrand.own': 'Eigenes',
  'platformBrand.own.none': 'nichts: wie hier',
  'platformBrand.part.name': 'Name',
  'platformBrand.part.colours': 'Farben',
  'platformBrand.part.logos': 'Logos',
  'platformBrand.part.support': 'Hilfe',
  'platformBrand.part.madeWith': 'ob dort steht, womit es gemacht ist',
};
