import type { Product } from '../tools/traffic/catalogue.ts';

const shapes: Readonly<Record<Product['shape'], string>> = {
  pendant: '<path d="M100 10v60" stroke="#444" stroke-width="3"/><path d="M50 130a50 60 0 0 1 100 0z"/>',
  table: '<path d="M60 100 80 45h40l20 55z"/><path d="M100 100v50M75 155h50" stroke="#444" stroke-width="6"/>',
  floor: '<path d="M70 70 85 30h30l15 40z"/><path d="M100 70v100M75 172h50" stroke="#444" stroke-width="4"/>',
  fold: '<rect x="40" y="60" width="120" height="26" rx="13"/><rect x="40" y="90" width="120" height="26" rx="13" opacity=".8"/><rect x="40" y="120" width="120" height="26" rx="13" opacity=".6"/>',
  roll: '<rect x="30" y="80" width="120" height="50" rx="6"/><circle cx="150" cy="105" r="25" opacity=".8"/><circle cx="150" cy="105" r="11" fill="#fff" opacity=".6"/>',
  round: '<circle cx="100" cy="100" r="55"/><circle cx="100" cy="100" r="30" fill="#fff" opacity=".25"/>',
};

/** A drawing of the product: an SVG document of 200 × 200. */
export function pictureOf({ shape, hue }: Pick<Product, 'shape' | 'hue'>): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200"><rect width="200" height="200" fill="hsl(${hue} 45% 93%)"/><g fill="hsl(${hue} 45% 50%)">${shapes[shape]}</g></svg>`;
}
