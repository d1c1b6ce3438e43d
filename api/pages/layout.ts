import { html, raw } from 'hono/html';
import { type Palette, plainPalettes } from '../../domain/brand/colours.ts';
import type { Markup } from './markup.ts';
import { foot, type PageFrame } from './page-frame.ts';

export interface Layout extends PageFrame {
  readonly title: string;
  readonly width?: 'narrow' | 'wide';
  readonly body: Markup;
}

/** The frame of every page that a person sees: no scripts, light and dark, readable on a phone, by keyboard and aloud. */
export function layout({ title, nonce, brand, width = 'narrow', body }: Layout): Markup {
  const { light, dark } = brand?.palettes ?? plainPalettes;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex, nofollow" />
    <link rel="icon" href="data:," />
    <title>${title}</title>
    <style nonce="${nonce}">:root { ${tokens(light)} } @media (prefers-color-scheme: dark) { :root { ${tokens(dark)} } } ${styles}</style>
  </head>
  <body class="${width}">
    <main>${body}${foot({ nonce, brand })}</main>
  </body>
</html>`;
}

/** Colours that were read as such: they can stand in a style sheet as they are. */
function tokens({ page, background, text, quiet, line, soft, link, primary, onPrimary }: Palette) {
  return raw(
    `--page: ${page}; --card: ${background}; --text: ${text}; --quiet: ${quiet}; --line: ${line}; --soft: ${soft}; --link: ${link}; --accent: ${primary}; --on-accent: ${onPrimary};`,
  );
}

const styles = html`
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
  main { margin: 0 auto; padding: 32px 16px 48px; max-width: 560px; }
  .wide main { max-width: 960px; }
  h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.3; }
  p { margin: 0 0 16px; }
  a { color: var(--link); }
  footer { display: flex; justify-content: center; gap: 16px; margin-top: 24px; }
  .logo { display: inline-block; max-height: 48px; max-width: 240px; vertical-align: middle; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
  .shop { margin: 0 0 16px; text-align: center; font-size: 15px; font-weight: 600; color: var(--quiet); }
  .card { background: var(--card); border-radius: 12px; padding: 28px 24px; overflow-wrap: anywhere; }
  .quiet { color: var(--quiet); font-size: 14px; }
  .button { display: block; width: 100%; padding: 14px 24px; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
  .button.second { background: transparent; color: var(--text); box-shadow: inset 0 0 0 1px var(--line); }
  .button:hover { filter: brightness(1.1); }
  form + form { margin-top: 12px; }
  .lines + form { margin-top: 16px; }
  .lines { list-style: none; margin: 16px 0 0; padding: 0; }
  .lines li { display: grid; grid-template-columns: 64px 1fr auto; gap: 16px; padding: 10px 0; align-items: start; }
  .picture { width: 64px; height: 64px; border-radius: 8px; object-fit: cover; background: var(--soft); font-size: 11px; line-height: 1.2; overflow: hidden; display: block; }
  .initial { display: grid; place-items: center; font-size: 24px; color: var(--quiet); }
  .price { white-space: nowrap; text-align: right; }
  .total { display: flex; justify-content: space-between; gap: 16px; margin: 8px 0 24px; padding-top: 14px; border-top: 1px solid var(--line); font-weight: 600; }
  .after { margin: 12px 0 0; text-align: center; }
  .mark { display: inline-grid; place-items: center; width: 44px; height: 44px; margin-bottom: 12px; border-radius: 50%; background: var(--soft); color: var(--text); font-size: 22px; }
  @media (max-width: 420px) { main { padding: 20px 12px 32px; } .card { padding: 22px 18px; } .lines li { grid-template-columns: 52px 1fr auto; gap: 12px; } .picture { width: 52px; height: 52px; } }
`;
