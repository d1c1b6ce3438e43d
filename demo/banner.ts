import { join } from 'node:path';

/** Enough to tell two keys apart, nothing to guess the rest from. */
const keyPrefixLength = 9;

/** What a person may want to open once everything runs; null where it does not exist. */
export interface Places {
  readonly apiUrl: string;
  readonly temporalUiUrl: string | null;
  readonly outboxUrl: string | null;
  /** A link for one use that makes the first account; null when there is one. */
  readonly setUpUrl: string | null;
  readonly dataDir: string;
  /** Whether a person reads this: then keys are shown whole. Output that is kept somewhere gets their beginnings only. */
  readonly showKeys: boolean;
  /** The operator's key: may make stores and act in each of them. */
  readonly adminKey: string | null;
  readonly demo: {
    readonly storeName: string;
    readonly storeId: string;
    readonly apiKey: string;
    readonly timeScale: number;
  } | null;
}

/** The lines printed when the product is ready. */
export function bannerOf({
  apiUrl,
  temporalUiUrl,
  outboxUrl,
  setUpUrl,
  dataDir,
  showKeys,
  adminKey,
  demo,
}: Places): string {
  const shownKey = (key: string | undefined, file: string) =>
    key === undefined ? null : showKeys ? key : `${key.slice(0, keyPrefixLength)}…   (whole in ${join(dataDir, file)})`;
  const shownLink = showKeys ? setUpUrl : '`npm run account:link` prints the link';
  const rows: [string, string | null][] = [
    ['Dashboard', setUpUrl ? `${shownLink}   for one use: makes the first account` : `${apiUrl}/sign-in`],
    ['API', apiUrl],
    ['API docs', `${apiUrl}/docs   (OpenAPI: ${apiUrl}/openapi.json)`],
    ['Sandbox inbox', outboxUrl && `${outboxUrl}   every message, as the person sees it`],
    ['Temporal UI', temporalUiUrl],
    ['Demo shop', demo && `${apiUrl}/demo   ${demo.storeName}, one hour passes in ${secondsOf(demo.timeScale)}`],
    ['', demo && `${apiUrl}/demo/shop   leave a cart yourself, and find the reminder in the sandbox inbox`],
    ['Store', demo?.storeId ?? null],
    ['Store key', shownKey(demo?.apiKey, 'demo.json')],
    ['Operator key', shownKey(adminKey ?? undefined, 'secrets.json')],
    ['Data', dataDir],
  ];
  const shown = rows.filter((row): row is [string, string] => row[1] !== null);
  const width = Math.max(...shown.map(([name]) => name.length));
  return [
    '',
    '  Cart recovery is ready. Ctrl-C stops it; the next start goes on from here.',
    '',
    ...shown.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
  ].join('\n');
}

function secondsOf(timeScale: number): string {
  const seconds = Math.round(3_600 / timeScale);
  return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : seconds === 60 ? 'a minute' : `${seconds} seconds`;
}
