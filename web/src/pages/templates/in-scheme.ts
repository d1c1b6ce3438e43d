const other = { dark: 'light', light: 'dark' } as const;

/** An e-mail as a mailbox in dark or light colours shows it, whatever this window prefers. */
export function inScheme(html: string, scheme: 'dark' | 'light'): string {
  const asked = (name: string) => new RegExp(`\\(\\s*prefers-color-scheme\\s*:\\s*${name}\\s*\\)`, 'gi');
  return html
    .replace(asked(scheme), '(min-width: 0)')
    .replace(asked(other[scheme]), '(max-width: 0)')
    .replace(/(color-scheme"\s+content=")light dark"/gi, `$1${scheme}"`)
    .replace(/(color-schemes?\s*:\s*)light dark/gi, `$1${scheme}`);
}
