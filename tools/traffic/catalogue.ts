/** The demo shop sells invented lamps and woven things; prices in minor units of its currency. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: 'lamps' | 'textiles' | 'small things';
  readonly priceMinor: number;
  /** What its drawing looks like. */
  readonly shape: 'pendant' | 'table' | 'floor' | 'fold' | 'roll' | 'round';
  /** Degrees on the colour wheel. */
  readonly hue: number;
}

export const shop = {
  name: 'Lumen & Loom',
  currency: 'EUR',
  locale: 'en',
  timeZone: 'Europe/Vienna',
  senderName: 'Lumen & Loom',
} as const;

export const catalogue: readonly [Product, ...Product[]] = [
  { id: 'pendant-halo', name: 'Halo pendant, brass', category: 'lamps', priceMinor: 18_900, shape: 'pendant', hue: 42 },
  { id: 'pendant-reed', name: 'Reed pendant, woven', category: 'lamps', priceMinor: 12_900, shape: 'pendant', hue: 95 },
  { id: 'table-mushroom', name: 'Porcini table lamp', category: 'lamps', priceMinor: 8_400, shape: 'table', hue: 18 },
  { id: 'table-reader', name: 'Night Reader lamp', category: 'lamps', priceMinor: 5_900, shape: 'table', hue: 210 },
  { id: 'table-marble', name: 'Marble base lamp', category: 'lamps', priceMinor: 14_500, shape: 'table', hue: 265 },
  { id: 'floor-heron', name: 'Heron floor lamp', category: 'lamps', priceMinor: 24_900, shape: 'floor', hue: 180 },
  { id: 'floor-tripod', name: 'Ash tripod lamp', category: 'lamps', priceMinor: 21_900, shape: 'floor', hue: 30 },
  { id: 'throw-moss', name: 'Moss wool throw', category: 'textiles', priceMinor: 11_900, shape: 'fold', hue: 120 },
  { id: 'throw-dune', name: 'Dune linen throw', category: 'textiles', priceMinor: 7_900, shape: 'fold', hue: 45 },
  {
    id: 'towel-waffle',
    name: 'Waffle towel, set of two',
    category: 'textiles',
    priceMinor: 3_900,
    shape: 'fold',
    hue: 330,
  },
  { id: 'rug-tide', name: 'Tide runner, 70 × 240', category: 'textiles', priceMinor: 16_900, shape: 'roll', hue: 200 },
  { id: 'rug-clay', name: 'Clay rug, 140 × 200', category: 'textiles', priceMinor: 28_900, shape: 'roll', hue: 12 },
  { id: 'cushion-fern', name: 'Fern cushion', category: 'textiles', priceMinor: 3_400, shape: 'round', hue: 140 },
  {
    id: 'cushion-plum',
    name: 'Plum velvet cushion',
    category: 'textiles',
    priceMinor: 3_900,
    shape: 'round',
    hue: 300,
  },
  {
    id: 'bulb-amber',
    name: 'Amber filament bulb',
    category: 'small things',
    priceMinor: 1_450,
    shape: 'round',
    hue: 36,
  },
  { id: 'candle-cedar', name: 'Cedar candle', category: 'small things', priceMinor: 1_900, shape: 'table', hue: 80 },
];

export function productOf(id: string): Product | undefined {
  return catalogue.find((product) => product.id === id);
}
