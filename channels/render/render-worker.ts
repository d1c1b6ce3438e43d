import type { TemplateFinding } from '../../domain/template-finding.ts';
import type { CheckJob } from './check-sources.ts';
import { describeTemplateError } from './describe-template-error.ts';
import { createPartsRenderer, type RenderJob } from './render-parts.ts';

/** What runs in the render thread. */
const renderer = createPartsRenderer();

export type Rendered = { readonly parts: Readonly<Record<string, string>> } | { readonly problem: string };

export function ready(): void {}

/** What is wrong with a source; null: nothing. */
export async function compile(parts: RenderJob['parts']): Promise<string | null> {
  return renderer.compile(parts).then(() => null, describeTemplateError);
}

export async function render(job: RenderJob): Promise<Rendered> {
  return renderer.render(job).then(
    (parts) => ({ parts }),
    (error: unknown) => ({ problem: describeTemplateError(error) }),
  );
}

export async function check(job: CheckJob): Promise<readonly TemplateFinding[]> {
  return renderer.check(job);
}
