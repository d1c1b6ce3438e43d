import { printed } from '../../../domain/printed.ts';
import { allowsOrigin } from './allows-origin.ts';
import { refusingDirective } from './content-policy.ts';
import { type PageMarkup, type PageScript, readPage } from './read-page.ts';
import type { Snippet } from './settings.ts';

/** `ok`: nothing to do. `problem`: the snippet does not work here until it is mended. `note`: worth knowing. */
export interface SnippetFinding {
  readonly check: 'switch' | 'tag' | 'policy' | 'origin' | 'product';
  readonly outcome: 'ok' | 'problem' | 'note';
  readonly code: FindingCode;
  /** What was found there, e.g. the directive of the policy or the origin. */
  readonly detail: string | null;
}

export const findingCodes = [
  'switched_on',
  'switched_off',
  'tag_found',
  'tag_missing',
  'tag_in_tag_manager',
  'tag_other_key',
  'tag_other_server',
  'policy_allows',
  'policy_refuses_script',
  'policy_refuses_requests',
  'origin_allowed',
  'origin_not_allowed',
  'product_found',
  'product_not_found',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface JudgedPage {
  /** Where the redirects ended. */
  readonly url: string;
  readonly contentPolicies: readonly string[];
  readonly html: string;
}

export interface PageContext {
  readonly snippet: Pick<Snippet, 'enabled' | 'publishableKey' | 'allowedOrigins'>;
  readonly storeUrl: string | null;
  /** The engine's own address, without a slash at its end. */
  readonly publicUrl: string;
}

/** What a page of a shop says of the snippet on it: pure, in the order in which a person mends it. */
export function judgePage(page: JudgedPage, context: PageContext): readonly SnippetFinding[] {
  const markup = readPage(page.html);
  const { snippet, storeUrl } = context;
  const tag = judgeTag(markup.scripts, page.url, context);
  const origin = new URL(page.url).origin;
  const isAllowed = allowsOrigin({ storeUrl, allowedOrigins: snippet.allowedOrigins }, origin);
  return [
    snippet.enabled ? ok('switch', 'switched_on') : problem('switch', 'switched_off'),
    tag.finding,
    judgePolicy([...page.contentPolicies, ...markup.contentPolicies], page.url, tag.nonce, context),
    isAllowed ? ok('origin', 'origin_allowed', origin) : problem('origin', 'origin_not_allowed', origin),
    judgeProduct(markup),
  ];
}

function judgeTag(
  scripts: readonly PageScript[],
  pageUrl: string,
  { snippet, publicUrl }: PageContext,
): { readonly finding: SnippetFinding; readonly nonce: string | null } {
  const sources = scripts.flatMap(({ src, nonce }) => {
    const url = src === null ? null : URL.parse(src, pageUrl);
    return url?.pathname.endsWith('/snippet.js') && url.searchParams.has('key') ? [{ url, nonce }] : [];
  });
  const right = sources.find(({ url }) => url.searchParams.get('key') === snippet.publishableKey);
  if (right) {
    const isOurs = `${right.url.origin}${right.url.pathname}` === `${publicUrl}/snippet.js`;
    const finding = isOurs ? ok('tag', 'tag_found') : problem('tag', 'tag_other_server', right.url.origin);
    return { finding, nonce: right.nonce };
  }
  const [other] = sources;
  if (other) {
    // The key stands in every page of that shop: it is no secret.
    const finding = problem('tag', 'tag_other_key', other.url.searchParams.get('key'));
    return { finding, nonce: other.nonce };
  }
  const isManaged = scripts.some(
    ({ src, text }) => src?.includes('googletagmanager.com/gtm.js') || text.includes('googletagmanager.com/gtm.js'),
  );
  const finding = isManaged ? note('tag', 'tag_in_tag_manager') : problem('tag', 'tag_missing');
  return { finding, nonce: null };
}

function judgePolicy(
  policies: readonly string[],
  pageUrl: string,
  nonce: string | null,
  { publicUrl }: PageContext,
): SnippetFinding {
  const script = refusingDirective(policies, 'script', { url: `${publicUrl}/snippet.js`, pageUrl, nonce });
  if (script) return problem('policy', 'policy_refuses_script', script);
  const requests = refusingDirective(policies, 'connect', {
    url: `${publicUrl}/v1/browser/events`,
    pageUrl,
    nonce: null,
  });
  return requests ? problem('policy', 'policy_refuses_requests', requests) : ok('policy', 'policy_allows');
}

/** The same three ways that the snippet reads (`storefront/capture/page-product.ts`). */
function judgeProduct({ scripts, itemTypes, metaNames }: PageMarkup): SnippetFinding {
  const isLinked = scripts.some(
    ({ type, text }) => type?.toLowerCase() === 'application/ld+json' && namesProduct(text),
  );
  if (isLinked) return ok('product', 'product_found', 'JSON-LD');
  if (itemTypes.some((type) => type.includes('schema.org/Product'))) return ok('product', 'product_found', 'microdata');
  if (metaNames.has('product:price:amount') || metaNames.has('product:retailer_item_id'))
    return ok('product', 'product_found', 'Open Graph');
  return note('product', 'product_not_found');
}

function namesProduct(text: string): boolean {
  let isProduct = false;
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (name === '@type' && /Product/.test(printed(value))) isProduct = true;
      return value;
    });
  } catch {
    // The snippet skips what is broken, and so does this.
    return false;
  }
  return isProduct;
}

const finding =
  (outcome: SnippetFinding['outcome']) =>
  (check: SnippetFinding['check'], code: FindingCode, detail: string | null = null): SnippetFinding => ({
    check,
    outcome,
    code,
    detail: detail?.slice(0, detailLengthMax) ?? null,
  });
const detailLengthMax = 255;
const ok = finding('ok');
const problem = finding('problem');
const note = finding('note');
