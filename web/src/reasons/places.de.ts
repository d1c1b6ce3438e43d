import type { placesEn } from './places.en.ts';

export const placesDe: Readonly<Record<keyof typeof placesEn, string>> = {
  'place.campaign': 'Kampagne öffnen',
  'place.customer': 'Kunden öffnen',
  'place.customerCarts': 'Alle Warenkörbe dieses Kunden',
  'place.settings': 'Einstellungen des Shops öffnen',
  'place.deliverability': 'Zustellung öffnen',
  'place.deadLetters': 'Nicht lesbare Ereignisse öffnen',
  'place.lineage': 'Woraus es entstand',
  'place.snippet': 'Integrationen öffnen',
};
