import { type Palette, type Palettes, plainPalettes } from '../../domain/brand/colours.ts';
import type { ShownBrand } from '../../domain/brand/shown-brand.ts';

/** What a template may say of the brand: its colours in both themes, name and logo. */
export interface ScopeBrand extends Palette {
  readonly name: string;
  /** Addresses; null: there is none. `logoDark` is null where the other one is shown on dark ground too. */
  readonly logo: string | null;
  readonly logoDark: string | null;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly madeWith: string | null;
  readonly dark: Palette;
}

export function scopeBrand(brand: ShownBrand | undefined, storeName: string): ScopeBrand {
  const { light, dark }: Palettes = brand?.palettes ?? plainPalettes;
  const logo = brand?.logo ?? null;
  return {
    ...light,
    dark,
    name: brand?.name ?? storeName,
    logo: logo?.light ?? null,
    logoDark: logo && logo.dark !== logo.light ? logo.dark : null,
    supportEmail: brand?.supportEmail ?? null,
    supportUrl: brand?.supportUrl ?? null,
    madeWith: brand?.madeWith ?? null,
  };
}

const paletteNames = Object.keys(plainPalettes.light);
/** As templates write them: `primary`, `dark.primary`, … */
export const brandColourNames: readonly string[] = [...paletteNames, ...paletteNames.map((name) => `dark.${name}`)];

const written = /\{\{ ?brand\.([a-zA-Z.]{1,30}) ?\}\}/g;
/** Colours that nobody writes so, in both cases: MJML lets only colours through, and leaves them as they are. */
const standIn = (at: number) => `#fEdC${at.toString(16).padStart(2, '0')}`;
const standIns = /#fEdC([0-9a-f]{2})/g;

/** MJML's source with a colour in place of each `{{ brand.primary }}`: it is read before Liquid is, and knows colours only. */
export function withStandIns(source: string): string {
  return source.replaceAll(written, (whole, name: string) => {
    const at = brandColourNames.indexOf(name);
    return at < 0 ? whole : standIn(at);
  });
}

/** What came of it, with the variables in their places again. */
export function withoutStandIns(html: string): string {
  return html.replaceAll(standIns, (whole, at: string) => {
    const name = brandColourNames[Number.parseInt(at, 16)];
    return name === undefined ? whole : `{{ brand.${name} }}`;
  });
}

/** A style sheet without them, to be looked at: they are colours, whatever a store chose. */
export function withPlainColours(sheet: string): string {
  return sheet.replaceAll(written, (whole, name: string) => (brandColourNames.includes(name) ? '#000000' : whole));
}
