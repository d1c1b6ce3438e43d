import { z } from '@hono/zod-openapi';
import { colourNames, palettesOf } from '../../../domain/brand/colours.ts';
import { domainFindings, domainStates, domainUses } from '../../../domain/brand/own-domain.ts';
import { shownBrand } from '../../../domain/brand/shown-brand.ts';
import { brandInput, coloursInput } from '../../../services/state/brands/change.ts';
import type { ReadBrand } from '../../../services/state/brands/read.ts';
import type { OwnDomain } from '../../../services/state/own-domains/own-domain.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const logosSchema = z.object({
  light: z.string().nullable().openapi({ description: 'SHA-256 of the picture at `/v1/brand/logo/{hash}`.' }),
  dark: z.string().nullable(),
});

const colour = z.string().openapi({ example: '#1d4ed8' });
const paletteSchema = z
  .object({
    ...{ page: colour, background: colour, text: colour, quiet: colour, line: colour, soft: colour },
    ...{ link: colour, primary: colour, onPrimary: colour },
  })
  .openapi('Palette');
export const palettesSchema = z.object({ light: paletteSchema, dark: paletteSchema }).openapi('Palettes');

export const settingsSchema = brandInput.openapi('BrandInput');

export const shownSchema = z
  .object({
    name: z.string().nullable(),
    palettes: palettesSchema.openapi({ description: 'Every colour of pages and mails, by theme.' }),
    ownColours: z.boolean().openapi({ description: 'Whether somebody chose them.' }),
    logo: z
      .object({ light: z.string(), dark: z.string() })
      .nullable()
      .openapi({ description: 'Paths of the pictures.' }),
    supportEmail: z.string().nullable(),
    supportUrl: z.string().nullable(),
    madeWith: z.string().nullable().openapi({ description: 'The line that says so; null: nothing does.' }),
  })
  .openapi('ShownBrand');

export const brandSchema = z
  .object({
    said: z
      .object({ ...brandInput.shape, logos: logosSchema })
      .openapi({ description: 'What was said here; null: as said for the installation, else as it comes.' }),
    shown: shownSchema.openapi({ description: 'What follows.' }),
  })
  .openapi('Brand');

export const settingsExample = {
  name: 'Lamp Shop',
  colours: { primary: '#0f766e', background: '#ffffff', text: '#1f2937', link: '#0f766e' },
  supportEmail: 'help@shop.example',
  supportUrl: null,
  madeWith: false,
} as const;

export const brandExample = {
  said: { ...settingsExample, logos: { light: null, dark: null } },
  shown: shownExample(),
};

function shownExample() {
  const { name, colours, supportEmail, supportUrl, madeWith } = settingsExample;
  return shownBrand({ name, colours, supportEmail, supportUrl, madeWith, logos: { light: null, dark: null } }, '');
}

export function toldBrand({ said, shown }: ReadBrand) {
  return { said, shown: shownBrand(shown, '') };
}

export const coloursSchema = coloursInput.openapi('BrandColours');

export const colourCheckSchema = z
  .object({
    findings: z
      .array(
        z.object({
          colour: z.enum(colourNames),
          ratio: z.number().openapi({ description: 'Against the background, rounded down to a tenth.' }),
          ratioMin: z.number(),
          nearest: z.string().openapi({ description: 'The nearest colour that can be read.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'None: everything can be read.' }),
    palettes: palettesSchema.openapi({ description: 'What pages and mails would look like.' }),
  })
  .openapi('ColourCheck');

export const colourCheckExample = {
  findings: [{ colour: 'link', ratio: 1, ratioMin: 4.5, nearest: '#7a7a00' }],
  palettes: palettesOf(settingsExample.colours),
} as const;

export const domainSchema = z
  .object({
    id: z.string(),
    domain: z.string(),
    use: z.enum(domainUses),
    state: z.enum(domainStates).openapi({
      description:
        '`waiting`: the record was not seen so far. `live`: it was. `failing`: it is gone, and the name is lost unless it comes back. `expired`, `lost` and `released` are over.',
    }),
    record: z
      .object({ name: z.string(), value: z.string() })
      .openapi({ description: 'A TXT record that proves whose the name is. It stays there.' }),
    found: z.enum(domainFindings).nullable().openapi({
      description: '`held`: the record is there, and another store has the name or had it until some days ago.',
    }),
    claimedAt: momentSchema,
    checkedAt: momentSchema.nullable(),
    failingSince: momentSchema.nullable(),
    restsUntil: momentSchema.nullable().openapi({ description: 'Until when no other store may have the name.' }),
  })
  .openapi('BrandDomain');

export const domainExample = {
  ...{ id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', domain: 'cart.shop.example', use: 'pages', state: 'waiting' },
  record: { name: '_domain-challenge.cart.shop.example', value: 'domain-challenge=5f0c…' },
  ...{ found: null, claimedAt: '2026-11-27T10:00:00.000Z', checkedAt: null, failingSince: null, restsUntil: null },
} as const;

export function toldDomain({ claimedAtMs, checkedAtMs, failingSinceMs, restsUntilMs, ...domain }: OwnDomain) {
  return {
    ...domain,
    claimedAt: new Date(claimedAtMs).toISOString(),
    checkedAt: momentText(checkedAtMs),
    failingSince: momentText(failingSinceMs),
    restsUntil: momentText(restsUntilMs),
  };
}

function momentText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
