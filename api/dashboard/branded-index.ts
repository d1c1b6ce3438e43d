import { html } from 'hono/html';
import type { Brand } from '../../domain/brand/brand.ts';
import { type ShownBrand, shownBrand } from '../../domain/brand/shown-brand.ts';
import type { BuiltFile } from './built-files.ts';

const title = /<title>[^<]*<\/title>/;
const icon = /<link rel="icon"[^<>]*>/;

/** The dashboard's page with the title and icon of a brand: they show before any script of it runs. */
export function brandedIndex({ body, contentType }: BuiltFile, brand: Brand): BuiltFile {
  const { name, logo } = shownBrand(brand, '');
  if (name === null && logo === null) return { body, contentType };
  const titled =
    name === null ? body.toString() : body.toString().replace(title, () => String(html`<title>${name}</title>`));
  const whole = logo === null ? titled : titled.replace(icon, () => iconOf(logo));
  return { body: Buffer.from(whole), contentType };
}

function iconOf({ light }: NonNullable<ShownBrand['logo']>): string {
  return String(html`<link rel="icon" href="${light}" type="image/png" />`);
}
