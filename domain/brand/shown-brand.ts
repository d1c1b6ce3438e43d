import { type Brand, productName } from './brand.ts';
import { type Palettes, palettesOf } from './colours.ts';

/** A brand as pages and mails show it: with every colour, and addresses of its pictures. */
export interface ShownBrand {
  readonly name: string | null;
  readonly palettes: Palettes;
  /** Whether somebody chose them. */
  readonly ownColours: boolean;
  /** Null: there is none. `dark` is the same picture where no other one was given for dark ground. */
  readonly logo: { readonly light: string; readonly dark: string } | null;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  /** The line that says by what it was made; null: nothing says so. */
  readonly madeWith: string | null;
}

/** `base`: the address under which the store is answered, without a slash at its end; empty on pages of that address. */
export function shownBrand(brand: Brand, base: string): ShownBrand {
  const { light, dark } = brand.logos;
  const [onLight, onDark] = [light ?? dark, dark ?? light];
  return {
    name: brand.name,
    palettes: palettesOf(brand.colours),
    ownColours: brand.colours !== null,
    logo: onLight && onDark ? { light: logoUrl(base, onLight), dark: logoUrl(base, onDark) } : null,
    supportEmail: brand.supportEmail,
    supportUrl: brand.supportUrl,
    madeWith: brand.madeWith ? `Made with ${productName}` : null,
  };
}

/** Its hash is a part of it, so what is kept under it is never old. */
export function logoUrl(base: string, hash: string): string {
  return `${base}/v1/brand/logo/${hash}`;
}
