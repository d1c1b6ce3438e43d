import { html } from 'hono/html';
import { shop } from '../../tools/traffic/catalogue.ts';

export type Markup = ReturnType<typeof html>;

export interface Frame {
  readonly title: string;
  /** Where the name of the shop leads. */
  readonly homeUrl: string;
  readonly styleUrl: string;
  /** Scripts of the page. */
  readonly head?: Markup;
  readonly nav: Markup;
  readonly body: Markup;
}

/** What every page of the demo has around it. */
export function framed({ title, homeUrl, styleUrl, head, nav, body }: Frame): Markup {
  return html`<!doctype html>
<html lang="${shop.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>${title} – ${shop.name}</title>
    <link rel="stylesheet" href="${styleUrl}" />
    ${head ?? ''}
  </head>
  <body>
    <header><a class="name" href="${homeUrl}">${shop.name}</a><nav>${nav}</nav></header>
    <main><h1>${title}</h1>${body}</main>
    <footer>A demo: nothing here is sold or sent for real. What the engine would send is in <a href="/outbox">the sandbox inbox</a>.</footer>
  </body>
</html>`;
}
