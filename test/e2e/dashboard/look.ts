import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Checks of axe that are left undecided, with why a person decided them. Everything else that axe cannot decide fails too.
 */
const decidedByHand: Readonly<Record<string, string>> = {
  'color-contrast':
    'Text over a picture of the chart: its colours are those of the tokens, which tokens.test.ts compares.',
};

const options = {
  // A portal is outside of the landmarks while a menu is open: a best practice, no rule of WCAG.
  rules: { region: { enabled: false } },
  resultTypes: ['violations', 'incomplete'],
};

interface AxeResult {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly failureSummary?: string;
    readonly target: readonly string[];
  }[];
}

/** What axe finds on the page as it is, one line each; empty: nothing. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // By the protocol and not as an element: the content policy of the page stays as it is.
  await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate<{ violations: AxeResult[]; incomplete: AxeResult[] }>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  const undecided = incomplete.filter(({ id, nodes }) => !decidedByHand[id] || nodes.some((node) => !isInChart(node)));
  return [...violations, ...undecided].map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`).join(' | ')}`,
  );
}

function isInChart({ html, target }: AxeResult['nodes'][number]): boolean {
  return /^<(text|tspan)/.test(html) || target.some((selector) => selector.includes('svg'));
}

/** How many pixels the page is wider than its window: none, anywhere. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
