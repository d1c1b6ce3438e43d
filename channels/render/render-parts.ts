import type { Liquid, Template } from 'liquidjs';
import { LRUCache } from 'lru-cache';
import mjml2html from 'mjml';
import { toSingleLine } from '../../domain/single-line.ts';
import { withoutStandIns, withStandIns } from './brand-scope.ts';
import { type CheckJob, checkSources } from './check-sources.ts';
import { finishEmail } from './finish-email.ts';
import { type MarkupProblem, markupProblems } from './forbidden-markup.ts';
import { createLiquid } from './liquid.ts';
import type { TemplateScope } from './template-scope.ts';

/** One message to render: named sources in, the same names out. `mjml` becomes HTML, `text` stays text. */
export interface RenderJob {
  readonly parts: Readonly<Record<string, { readonly kind: 'mjml' | 'text'; readonly source: string }>>;
  readonly scope: TemplateScope;
  /** The locale of a store's own e-mail, around which the engine puts what each has to have; null: a built-in template. */
  readonly ownIn: string | null;
}

/** A store's own template became something that is never sent. */
export class MarkupError extends Error {
  constructor(problem: MarkupProblem) {
    super(`the e-mail became something that is refused: ${markupProblems[problem]}`);
    this.name = 'MarkupError';
  }
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
    check: (job: CheckJob) => checkSources(job, engines, mjmlToHtml),
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
      return job.ownIn !== null && rendered['html'] !== undefined ? finished(rendered, job.ownIn, job.scope) : rendered;
    },
  };
}

function finished(rendered: Record<string, string>, locale: string, scope: TemplateScope): Record<string, string> {
  const { html = '', text = null, preheader = '' } = rendered;
  const email = finishEmail({ html, text, preheader: toSingleLine(preheader) }, locale, scope);
  if (!email.ok) throw new MarkupError(email.problem);
  return { ...rendered, html: email.html, text: email.text };
}

async function mjmlToHtml(source: string): Promise<string> {
  const { html } = await mjml2html(withStandIns(source), {
    validationLevel: 'strict',
    ignoreIncludes: true,
    keepComments: false,
    // No web fonts: every opened message would be reported to their host.
    fonts: {},
  });
  return withoutStandIns(html);
}
