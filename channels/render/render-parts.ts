import type { Liquid, Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import mjml2html from 'mjml';
import { createLiquid } from './liquid.ts';
import type { TemplateScope } from './template-scope.ts';

/** One message to render: named sources in, the same names out. `mjml` becomes HTML, `text` stays text. */
export interface RenderJob {
  readonly parts: Readonly<Record<string, { readonly kind: 'mjml' | 'text'; readonly source: string }>>;
  readonly scope: TemplateScope;
}

/** Compiled sources kept; past it the one that was used longest ago goes. */
const compiledMax = 200;

/** Compiles a message's sources (once each) and renders them; lives in the worker thread. */
export function createPartsRenderer() {
  const engines = { mjml: createLiquid('html'), text: createLiquid('text') };
  const compiled = new LRUCache<string, Template[]>({ max: compiledMax });

  async function compile(kind: 'mjml' | 'text', source: string): Promise<Template[]> {
    const key = `${kind}:${source}`;
    const known = compiled.get(key);
    if (known) return known;
    // MJML first, Liquid after: a message costs no MJML run, and nothing from a cart is ever read as markup.
    const template = engines[kind].parse(kind === 'mjml' ? await mjmlToHtml(source) : source);
    compiled.set(key, template);
    return template;
  }

  return {
    /** Rejects when a source is wrong. */
    async compile(parts: RenderJob['parts']): Promise<void> {
      for (const { kind, source } of Object.values(parts)) await compile(kind, source);
    },
    async render(job: RenderJob): Promise<Record<string, string>> {
      const rendered: Record<string, string> = {};
      for (const [name, { kind, source }] of Object.entries(job.parts)) {
        const engine: Liquid = engines[kind];
        rendered[name] = engine.renderSync(await compile(kind, source), job.scope);
      }
      return rendered;
    },
  };
}

async function mjmlToHtml(source: string): Promise<string> {
  const { html } = await mjml2html(source, {
    validationLevel: 'strict',
    ignoreIncludes: true,
    keepComments: false,
    // No web fonts: every opened message would be reported to their host.
    fonts: {},
  });
  return html;
}
