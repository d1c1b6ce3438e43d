import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

/**
 * Puts the e-mail that the page around the frame hands over into this document. Markup that is put in so never runs
 * scripts, and the policy allows this one script alone.
 */
const script = `addEventListener('message', (event) => {
  if (event.source !== parent || typeof event.data?.html !== 'string') return;
  document.documentElement.innerHTML = event.data.html;
  for (const link of document.querySelectorAll('a,area')) link.removeAttribute('href');
});
parent.postMessage('message-frame', '*');`;

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Message</title></head><body><script>${script}</script></body></html>
`;

const scriptHash = createHash('sha256').update(script).digest('base64');

/** An e-mail has styles of its own, which the page around it does not allow: it is shown in a document of its own. */
function policyOf(pictures: boolean): string {
  return [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    "style-src 'unsafe-inline'",
    // Pictures of products come from the shop's hosts, which then see who looks at its carts: only when they are asked for.
    `img-src data:${pictures ? ' https: http:' : ''}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** `GET /message-frame`: an empty document without rights, in which the dashboard shows an e-mail as it would look. */
export function messageFrameRoute(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.get('/message-frame', (c) =>
    c.html(page, 200, {
      'content-security-policy': policyOf(c.req.query('pictures') === 'show'),
      'cache-control': 'no-cache',
    }),
  );
  return routes;
}
