import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe leaves undecided and a person decided, each with the nodes that it is true of. Everything else that axe cannot
 * decide fails too.
 */
const decidedByHand: Readonly<Record<string, (node: AxeNode) => boolean>> = {
  // Text over a picture of the chart: its colours are those of the tokens, which tokens.test.ts compares.
  // A line of code that the edge of its editor cuts, and a title that its own dialog has scrolled: the same tokens.
  'color-contrast': ({ html, target }) =>
    /^<(text|tspan)/.test(html) ||
    /dialogTitle/.test(html) ||
    target.flat().some((selector) => /svg|\.cm-line|\._code_/.test(selector)),
  // Behind an open dialog: the page is hidden, and guards keep the focus from going there.
  'aria-hidden-focus': ({ html }) => /aria-hidden="true"/.test(html),
};

const options = {
  // A portal is outside of the landmarks while a menu is open: a best practice, no rule of WCAG.
  // An e-mail is a document of the store in a frame without rights, in which no script of ours runs.
  rules: { region: { enabled: false }, 'frame-tested': { enabled: false } },
  resultTypes: ['violations', 'incomplete'],
};

interface AxeNode {
  readonly html: string;
  readonly failureSummary?: string;
  /** A list in place of a selector leads through shadow trees. */
  readonly target: readonly (string | readonly string[])[];
}

interface AxeResult {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly AxeNode[];
}

/** What axe finds on the page as it is, one line each; empty: nothing. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // By the protocol and not as an element: the content policy of the page stays as it is.
  await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate<{ violations: AxeResult[]; incomplete: AxeResult[] }>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  const undecided = incomplete.filter(({ id, nodes }) => nodes.some((node) => !(decidedByHand[id]?.(node) ?? false)));
  return [...violations, ...undecided].map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`).join(' | ')}`,
  );
}

/** How many pixels the page is wider than its window: none, anywhere. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
