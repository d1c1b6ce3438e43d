import { describe, expect, test } from 'vitest';
import { judgePage, type PageContext, type SnippetFinding } from './judge-page.ts';
import { readPage } from './read-page.ts';

const key = 'pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10';
const publicUrl = 'https://recover.example';
const tag = `<script async src="${publicUrl}/snippet.js?key=${key}"></script>`;

function judge(
  html: string,
  { contentPolicies = [], url = 'https://shop.example/lamp' }: { contentPolicies?: string[]; url?: string } = {},
  change: Partial<PageContext['snippet']> = {},
): Readonly<Record<SnippetFinding['check'], string>> {
  const findings = judgePage(
    { url, contentPolicies, html },
    {
      snippet: { enabled: true, publishableKey: key, allowedOrigins: [], ...change },
      storeUrl: 'https://shop.example',
      publicUrl,
    },
  );
  return Object.fromEntries(findings.map(({ check, code }) => [check, code])) as never;
}

describe('the tag', () => {
  test('is found with its key however it is written, and not inside a comment', () => {
    expect(judge(`<!doctype html><head>${tag}`).tag).toBe('tag_found');
    expect(judge(`<SCRIPT SRC='//recover.example/snippet.js?a=1&amp;key=${key}' defer>`).tag).toBe('tag_found');
    expect(judge(`<!-- ${tag} -->`).tag).toBe('tag_missing');
    expect(judge(`<script>var t = '${tag.replace('</script>', '')}'</script>`).tag).toBe('tag_missing');
  });

  test('of another store or another server is told apart from none', () => {
    expect(judge(tag.replace(key, 'pk_0')).tag).toBe('tag_other_key');
    expect(judge(tag.replace('recover.example', 'old.example')).tag).toBe('tag_other_server');
    expect(judge('<script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"></script>').tag).toBe(
      'tag_in_tag_manager',
    );
  });
});

describe('the content policy', () => {
  const policy = (...contentPolicies: string[]) => judge(tag, { contentPolicies }).policy;

  test('is judged as a browser judges it', () => {
    expect(policy()).toBe('policy_allows');
    expect(policy("default-src 'self'")).toBe('policy_refuses_script');
    expect(policy("script-src 'self' https://recover.example; default-src 'self'")).toBe('policy_refuses_requests');
    expect(policy('script-src https://recover.example; connect-src *.recover.example recover.example')).toBe(
      'policy_allows',
    );
    expect(policy('script-src https:; connect-src https://recover.example/v1/')).toBe('policy_allows');
    expect(policy('script-src https://recover.example/other.js')).toBe('policy_refuses_script');
    expect(policy('script-src recover.example:8443')).toBe('policy_refuses_script');
    expect(policy("script-src 'none'")).toBe('policy_refuses_script');
    expect(policy("script-src 'strict-dynamic' 'nonce-abc' https:")).toBe('policy_refuses_script');
  });

  test('that two headers, or the page itself, bring counts each by itself', () => {
    expect(policy('script-src *', "script-src 'self'")).toBe('policy_refuses_script');
    expect(policy("img-src 'self', script-src 'self'")).toBe('policy_refuses_script');
    expect(judge(`<meta http-equiv="Content-Security-Policy" content="script-src 'self'">${tag}`).policy).toBe(
      'policy_refuses_script',
    );
  });

  test('lets a tag with its nonce through', () => {
    const page = tag.replace('<script ', '<script nonce="abc" ');
    expect(judge(page, { contentPolicies: ["script-src 'strict-dynamic' 'nonce-abc'"] }).policy).toBe('policy_allows');
  });
});

test('a page of another site is not the shop’s unless the store names it', () => {
  const url = 'https://pay.other.example/checkout';
  expect(judge(tag, { url }).origin).toBe('origin_not_allowed');
  expect(judge(tag, { url }, { allowedOrigins: ['https://pay.other.example'] }).origin).toBe('origin_allowed');
  expect(judge(tag, { url: 'https://www.shop.example/' }).origin).toBe('origin_allowed');
});

test('a snippet that is switched off is said first', () => {
  expect(Object.entries(judge(tag, {}, { enabled: false }))[0]).toEqual(['switch', 'switched_off']);
});

test('products are found in each of the ways that the snippet reads', () => {
  const product = (html: string) => judge(html).product;
  expect(product('<script type="application/ld+json">{"@graph":[{"@type":["Product"]}]}</script>')).toBe(
    'product_found',
  );
  expect(product('<div itemscope itemtype="https://schema.org/Product">')).toBe('product_found');
  expect(product('<meta property="product:price:amount" content="9">')).toBe('product_found');
  expect(product('<script type="application/ld+json">{"@type":"Offer","name":"Product"}</script>')).toBe(
    'product_not_found',
  );
  expect(product('<script type="application/ld+json">{"@type":"Product"</script>')).toBe('product_not_found');
});

test('broken markup ends, and costs no more than its length', () => {
  for (const html of [
    '<script',
    '<a =',
    '<a b="',
    '<!--',
    '<',
    '<<<<',
    '</',
    '<a b=\'" c>',
    '<script>x',
    '<meta content=">',
  ])
    expect(() => readPage(html)).not.toThrow();
  expect(readPage(`${'<a b="'.repeat(100_000)}${'<script '.repeat(100_000)}`).scripts.length).toBeLessThan(2);
});
