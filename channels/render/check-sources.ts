import { type Liquid, LiquidError } from 'liquidjs';
import type { TemplateVariant } from '../../domain/template.ts';
import {
  partsWritten,
  type TemplateFinding,
  type TemplatePart,
  templateFinding,
} from '../../domain/template-finding.ts';
import { brandColourNames } from './brand-scope.ts';
import { describeTemplateError } from './describe-template-error.ts';
import { forbiddenMarkup, markupProblems } from './forbidden-markup.ts';
import { MissingValueError } from './liquid.ts';
import type { RenderError } from './render-error.ts';
import { templateNames } from './template-names.ts';
import type { TemplateScope } from './template-scope.ts';

/** A store's own template to look at, with what a full cart and one of which little is known would give it. */
export interface CheckJob {
  readonly variants: readonly TemplateVariant[];
  readonly full: TemplateScope;
  readonly sparse: TemplateScope;
}

export type CheckResult =
  | { readonly ok: true; readonly findings: readonly TemplateFinding[] }
  | { readonly ok: false; readonly error: RenderError };

/** Of one template; what comes after is found when these are mended. */
const findingsMax = 50;

interface Engines {
  readonly mjml: Liquid;
  readonly text: Liquid;
}

/** Finds what is wrong in the sources, at the place where the author wrote it. Runs in the render thread. */
export async function checkSources(
  { variants, full, sparse }: CheckJob,
  engines: Engines,
  toHtml: (mjml: string) => Promise<string>,
): Promise<readonly TemplateFinding[]> {
  const findings: TemplateFinding[] = [];
  for (const variant of variants) {
    for (const [part, source] of partsWritten(variant)) {
      const about = { locale: variant.locale, part };
      const found = await checkPart(
        source,
        part,
        engines[part === 'email.mjml' ? 'mjml' : 'text'],
        { full, sparse },
        toHtml,
      );
      findings.push(...found.map((one) => ({ ...one, ...about })));
    }
  }
  return findings.slice(0, findingsMax);
}

async function checkPart(
  source: string,
  part: TemplatePart,
  liquid: Liquid,
  { full, sparse }: Pick<CheckJob, 'full' | 'sparse'>,
  toHtml: (mjml: string) => Promise<string>,
): Promise<readonly TemplateFinding[]> {
  const refused = part === 'email.mjml' ? markupFindings(source) : [];
  let templates: ReturnType<Liquid['parse']>;
  try {
    templates = liquid.parse(source);
  } catch (error) {
    return [...refused, liquidFinding('liquid_syntax', error)];
  }
  const unknown = unknownNames(liquid, templates);
  if (refused.length > 0 || unknown.length > 0) return [...refused, ...unknown];
  const broken = part === 'email.mjml' ? await mjmlFindings(source, toHtml) : [];
  if (broken.length > 0) return broken;
  const failed = attempt(liquid, templates, full);
  if (failed)
    return [
      liquidFinding(failed instanceof Error && isMissing(failed) ? 'value_may_be_missing' : 'render_failed', failed),
    ];
  const gap = attempt(liquid, templates, sparse);
  return gap ? [liquidFinding('value_may_be_missing', gap)] : [];
}

function attempt(liquid: Liquid, templates: ReturnType<Liquid['parse']>, scope: TemplateScope): unknown {
  try {
    liquid.renderSync(templates, scope);
    return null;
  } catch (error) {
    return error;
  }
}

function isMissing(error: Error): boolean {
  return 'originalError' in error && error.originalError instanceof MissingValueError;
}

function liquidFinding(code: TemplateFinding['code'], error: unknown): TemplateFinding {
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [null, null];
  return templateFinding(code, { line: line ?? null, column: column ?? null, detail: describeTemplateError(error) });
}

function markupFindings(source: string): readonly TemplateFinding[] {
  return forbiddenMarkup(source).map(({ problem, index }) => {
    const before = source.slice(0, index).split('\n');
    return templateFinding('markup_refused', {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      detail: markupProblems[problem],
    });
  });
}

async function mjmlFindings(
  source: string,
  toHtml: (mjml: string) => Promise<string>,
): Promise<readonly TemplateFinding[]> {
  try {
    await toHtml(source);
    return [];
  } catch (error) {
    if (error instanceof Error && 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
      return error.errors.map(({ line, message, tagName }) =>
        templateFinding('mjml_invalid', { line: Number(line) || 1, column: 1, detail: `${message} (${tagName})` }),
      );
    return [templateFinding('mjml_invalid', { detail: describeTemplateError(error) })];
  }
}

const known = new Set([...templateNames.map(({ name }) => name), ...brandColourNames.map((name) => `brand.${name}`)]);
const roots = new Set([...known].flatMap((name) => [name, name.split('.')[0] ?? name]));
const lists = new Set(['size', 'first', 'last']);

/** Names that no cart and no person has, asked for or not: a word that is written wrong is never meant. */
function unknownNames(liquid: Liquid, templates: ReturnType<Liquid['parse']>): readonly TemplateFinding[] {
  const { globals } = liquid.analyzeSync(templates);
  return Object.values(globals).flatMap((uses) =>
    uses.flatMap(({ segments, location: { row, col } }) => {
      const path = segments.filter((segment) => typeof segment === 'string' || typeof segment === 'number').map(String);
      if (isKnown(path)) return [];
      const name = path.join('.');
      const near = nearest(name);
      return [
        templateFinding('unknown_name', {
          ...{ line: row, column: col },
          detail: near === null ? name : `${name}: did you mean ${near}?`,
        }),
      ];
    }),
  );
}

function isKnown(path: readonly string[]): boolean {
  if (path[0] === 'line') return false;
  if (path[0] === 'cart' && path[1] === 'lines') {
    const [, , at, field] = path;
    if (at === undefined || lists.has(at)) return field === undefined || known.has(`line.${field}`);
    return field === undefined || known.has(`line.${field}`);
  }
  const name = path.join('.');
  if (known.has(name) || (path.length === 1 && roots.has(name))) return true;
  // Of a text or a number its length may be asked for.
  return path.at(-1) === 'size' && known.has(path.slice(0, -1).join('.'));
}

/** The name that differs in fewest letters, if it is close. */
function nearest(name: string): string | null {
  const ranked = [...known]
    .map((one) => ({ one, distance: distanceOf(one.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return ranked && ranked.distance <= Math.max(3, name.length / 3) ? ranked.one : null;
}

const comparedLengthMax = 60;

function distanceOf(a: string, b: string): number {
  const [from, to] = [a.slice(0, comparedLengthMax), b.slice(0, comparedLengthMax)];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
