import { type Colour, contrastMin, contrastOf, inkOn, luminanceOf, mixed, nearestReadable } from './contrast.ts';

/** What somebody chooses; every other colour follows from these. */
export const colourNames = ['primary', 'background', 'text', 'link'] as const;
export type ColourName = (typeof colourNames)[number];
export type BrandColours = Readonly<Record<ColourName, Colour>>;

/** A colour that cannot be told from the background well enough. */
export interface ColourFinding {
  readonly colour: Exclude<ColourName, 'background'>;
  /** What it has, rounded down to a tenth: nobody is told of 4.5 that is a little less. */
  readonly ratio: number;
  readonly ratioMin: number;
  /** The nearest colour that has it. */
  readonly nearest: Colour;
}

/** What each has to have against the background: texts more than the face of a button, which has a text of its own. */
const ratioMinOf = {
  primary: contrastMin.control,
  text: contrastMin.text,
  link: contrastMin.text,
} as const satisfies Readonly<Record<ColourFinding['colour'], number>>;
const judged = ['primary', 'text', 'link'] as const;

/** What is wrong with them; nothing: everything can be read. */
export function checkColours(colours: BrandColours): readonly ColourFinding[] {
  const { background } = colours;
  return judged.flatMap((colour) => {
    const [ratio, ratioMin] = [contrastOf(colours[colour], background), ratioMinOf[colour]];
    if (ratio >= ratioMin) return [];
    const nearest = nearestReadable(colours[colour], [background], ratioMin) ?? inkOn(background);
    return [{ colour, ratio: Math.floor(ratio * 10) / 10, ratioMin, nearest }];
  });
}

/** Every colour of a page or a mail in one theme. */
export interface Palette {
  /** Around what is written. */
  readonly page: Colour;
  /** What texts stand on. */
  readonly background: Colour;
  readonly text: Colour;
  /** Of less important texts; they can be read too. */
  readonly quiet: Colour;
  readonly line: Colour;
  /** Behind pictures and marks. */
  readonly soft: Colour;
  readonly link: Colour;
  /** Face of a button, and what is written on it. */
  readonly primary: Colour;
  readonly onPrimary: Colour;
}

export interface Palettes {
  readonly light: Palette;
  readonly dark: Palette;
}

/** As it comes, without a brand. */
const plainLight: Palette = {
  ...{ page: '#f3f5f7', background: '#ffffff', text: '#1f2328', quiet: '#57606a', line: '#d0d7de', soft: '#eef1f4' },
  ...{ link: '#1d4ed8', primary: '#1d4ed8', onPrimary: '#ffffff' },
};
const plainDark: Palette = {
  ...{ page: '#0d1117', background: '#161b22', text: '#e6edf3', quiet: '#9da7b3', line: '#30363d', soft: '#21262d' },
  ...{ link: '#79b8ff', primary: '#2f6feb', onPrimary: '#ffffff' },
};
export const plainPalettes: Palettes = { light: plainLight, dark: plainDark };
export const plainColours: BrandColours = {
  primary: plainLight.primary,
  background: plainLight.background,
  text: plainLight.text,
  link: plainLight.link,
};

/** Backgrounds below this luminance are dark by themselves: such a brand looks the same in both themes. */
const darkBelow = 0.18;

/**
 * The palettes that follow from colours which `checkColours` has nothing to say of. In the dark theme grounds and texts are the
 * plain ones, and the brand's primary and link are made as much lighter as they have to be there.
 */
export function palettesOf(colours: BrandColours | null): Palettes {
  if (colours === null) return plainPalettes;
  const light = lightPalette(colours);
  return { light, dark: luminanceOf(colours.background) < darkBelow ? light : darkPalette(colours) };
}

/** How much of the text's colour is in the ground around, in the order in which it is tried. */
const pageShares = [0.05, 0.03, 0.01] as const;
const quietShares = [0.35, 0.25, 0.15, 0.05] as const;

function lightPalette({ primary, background, text, link }: BrandColours): Palette {
  const isReadableOn = (page: Colour) =>
    [text, link].every((colour) => contrastOf(colour, page) >= contrastMin.text) &&
    contrastOf(primary, page) >= contrastMin.control;
  const page = pageShares.map((share) => mixed(background, text, share)).find(isReadableOn) ?? background;
  const isQuiet = (colour: Colour) =>
    [page, background].every((ground) => contrastOf(colour, ground) >= contrastMin.text);
  return {
    ...{ page, background, text, link, primary },
    quiet: quietShares.map((share) => mixed(text, background, share)).find(isQuiet) ?? text,
    line: mixed(background, text, 0.18),
    soft: mixed(background, text, 0.07),
    onPrimary: inkOn(primary),
  };
}

function darkPalette({ primary, link }: BrandColours): Palette {
  const grounds = [plainDark.page, plainDark.background];
  const face = nearestReadable(primary, grounds, contrastMin.control) ?? plainDark.primary;
  return {
    ...plainDark,
    primary: face,
    onPrimary: inkOn(face),
    link: nearestReadable(link, grounds, contrastMin.text) ?? plainDark.link,
  };
}
