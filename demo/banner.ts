/** What a person may want to open once everything runs; null where it does not exist. */
export interface Places {
  readonly apiUrl: string;
  readonly temporalUiUrl: string | null;
  readonly dataDir: string;
  /** The operator's key: may make stores and act in each of them. */
  readonly adminKey: string | null;
  readonly demo: {
    readonly storeName: string;
    readonly storeId: string;
    readonly apiKey: string;
    readonly timeScale: number;
  } | null;
}

/** The lines printed when the product is ready. Keys are shown: this is the terminal of the one who started it. */
export function bannerOf({ apiUrl, temporalUiUrl, dataDir, adminKey, demo }: Places): string {
  const rows: [string, string | null][] = [
    ['API', apiUrl],
    ['API docs', `${apiUrl}/docs   (OpenAPI: ${apiUrl}/openapi.json)`],
    ['Outbox', `${apiUrl}/outbox   every message, as the person sees it`],
    ['Temporal UI', temporalUiUrl],
    ['Demo shop', demo && `${apiUrl}/demo   ${demo.storeName}, one hour passes in ${secondsOf(demo.timeScale)}`],
    ['', demo && `${apiUrl}/demo/shop   leave a cart yourself, and find the reminder in the outbox`],
    ['Store', demo?.storeId ?? null],
    ['Store key', demo?.apiKey ?? null],
    ['Operator key', adminKey],
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
