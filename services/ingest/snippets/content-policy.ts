/** A script that the snippet's tag would load, and the page that it stands on. */
export interface Wanted {
  /** The address of the script or of the request. */
  readonly url: string;
  readonly pageUrl: string;
  readonly nonce: string | null;
}

/** Directives in the order in which a browser looks for the one that decides. */
const deciding = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
} as const;

export type PolicyUse = keyof typeof deciding;

/** The directive of one of the policies that keeps a browser from it; null: all of them let it through. */
export function refusingDirective(policies: readonly string[], use: PolicyUse, wanted: Wanted): string | null {
  for (const policy of policies.flatMap((text) => text.split(','))) {
    const directives = directivesOf(policy);
    const name = deciding[use].find((directive) => directives.has(directive));
    if (name && !allows(directives.get(name) ?? [], use, wanted)) return name;
  }
  return null;
}

function directivesOf(policy: string): ReadonlyMap<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const text of policy.split(';')) {
    const [name, ...sources] = text.trim().split(/\s+/);
    // The first of two with one name counts.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function allows(sources: readonly string[], use: PolicyUse, { url, pageUrl, nonce }: Wanted): boolean {
  if (use === 'script' && nonce !== null && sources.includes(`'nonce-${nonce}'`)) return true;
  // Trust then goes on from scripts with a nonce or hash, and addresses count no more.
  if (use === 'script' && sources.some((source) => source.toLowerCase() === "'strict-dynamic'")) return false;
  return sources.some((source) => matches(source, new URL(url), new URL(pageUrl)));
}

function matches(source: string, url: URL, page: URL): boolean {
  const text = source.toLowerCase();
  if (text === "'self'") return url.origin === page.origin;
  if (text === '*') return url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === page.protocol;
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return schemeFits(text, url);
  const [, scheme, host = '', port, path] =
    /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|[^/:]+)(?::(\d+|\*))?(\/.*)?$/.exec(source) ?? [];
  if (host === '') return false;
  if (!schemeFits(scheme?.toLowerCase() ?? page.protocol, url)) return false;
  if (!hostFits(host.toLowerCase(), url.hostname)) return false;
  if (port !== '*' && (port ?? '') !== url.port && !isUsualPort(port, url)) return false;
  if (path === undefined || path === '/') return true;
  return path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path;
}

/** What is meant for http is good for https too. */
function schemeFits(scheme: string, url: URL): boolean {
  return scheme === url.protocol || (scheme === 'http:' && url.protocol === 'https:');
}

function hostFits(host: string, hostname: string): boolean {
  return host === '*' || host === hostname || (host.startsWith('*.') && hostname.endsWith(host.slice(1)));
}

function isUsualPort(port: string | undefined, url: URL): boolean {
  return url.port === '' && port === (url.protocol === 'https:' ? '443' : '80');
}
