import type { BrandColours } from './colours.ts';

/** What somebody said of how they want to be shown; null: as said for the installation, else as it comes. */
export interface BrandSettings {
  /** What the dashboard calls itself, and who a page of nobody's cart is from. */
  readonly name: string | null;
  readonly colours: BrandColours | null;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  /** Whether pages and built-in mails say by what they were made. */
  readonly madeWith: boolean | null;
}

/** Hash of the picture, which is a part of its address; null: there is none. */
export interface BrandLogos {
  readonly light: string | null;
  /** On dark ground; null: the other one. */
  readonly dark: string | null;
}

export interface SaidBrand extends BrandSettings {
  readonly logos: BrandLogos;
}

/** How a store is shown. */
export interface Brand {
  readonly name: string | null;
  readonly colours: BrandColours | null;
  readonly logos: BrandLogos;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly madeWith: boolean;
}

export const noSettings: BrandSettings = {
  ...{ name: null, colours: null, supportEmail: null, supportUrl: null, madeWith: null },
};
export const noLogos: BrandLogos = { light: null, dark: null };
export const nothingSaid: SaidBrand = { ...noSettings, logos: noLogos };

/** The name of this software, for whoever wants to say by what a page was made. */
export const productName = 'Cart recovery';

/**
 * What a store said goes before what the installation said. Colours are one thing, because they are read on each other, and so
 * are the two logos: neither is put together from both.
 */
export function brandOf({
  store,
  installation,
}: {
  readonly store: SaidBrand;
  readonly installation: SaidBrand;
}): Brand {
  return {
    name: store.name ?? installation.name,
    colours: store.colours ?? installation.colours,
    logos: hasLogo(store.logos) ? store.logos : installation.logos,
    supportEmail: store.supportEmail ?? installation.supportEmail,
    supportUrl: store.supportUrl ?? installation.supportUrl,
    madeWith: store.madeWith ?? installation.madeWith ?? false,
  };
}

/** As it comes. */
export const plainBrand: Brand = brandOf({ store: nothingSaid, installation: nothingSaid });

function hasLogo({ light, dark }: BrandLogos): boolean {
  return light !== null || dark !== null;
}
