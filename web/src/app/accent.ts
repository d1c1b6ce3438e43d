import { contrast, inkOn } from '../lib/colour.ts';

/** What cards stand on in each theme, as in tokens.css. */
export const themeSurfaces = { light: '#ffffff', dark: '#161a21' } as const;

/** WCAG 2.2 for the edge of a control. */
const edgeContrastMin = 3;

export type Accent = Readonly<Record<'--accent' | '--on-accent' | '--accent-edge' | '--accent-shade', string>>;

/** The themes in which buttons of this colour have no edge that can be seen. */
export function paleThemes(colour: string): readonly (keyof typeof themeSurfaces)[] {
  return (['light', 'dark'] as const).filter((theme) => contrast(colour, themeSurfaces[theme]) < edgeContrastMin);
}

/** The tokens that a store's own accent replaces: it never decides over how well a text can be read. */
export function accentTokens(colour: string): Accent {
  const ink = inkOn(colour);
  return {
    '--accent': colour,
    '--on-accent': ink,
    '--accent-edge': paleThemes(colour).length > 0 ? 'var(--line-strong)' : colour,
    // Under the pointer it goes away from its ink, never towards it.
    '--accent-shade': ink === '#000000' ? '#ffffff' : '#000000',
  };
}
