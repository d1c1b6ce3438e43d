import type { Setting } from '../../runtime/setting.ts';

/** `.env.example`: every setting, commented out. */
export function envExample(settings: readonly Setting[]): string {
  const groups = sectionsOf(settings).map((section) => {
    const lines = inSection(settings, section).map(
      (setting) => `# ${setting.about}\n# ${setting.env}=${setting.fallback ?? setting.example}`,
    );
    return `# ── ${section} ──\n${lines.join('\n')}`;
  });
  return `# Every setting, commented out. Without any, all servers are embedded; docs/configuration.md says more.\n\n${groups.join('\n\n')}\n`;
}

/** `docs/configuration.md`. */
export function manualPage(settings: readonly Setting[]): string {
  const groups = sectionsOf(settings).map((section) => {
    const rows = inSection(settings, section).map(
      (setting) =>
        `| \`${setting.env}\` | ${cell(setting.about)} | ${setting.fallback === undefined ? '–' : `\`${cell(setting.fallback)}\``} | ${cell(setting.expects)} | \`${cell(setting.example)}\` |`,
    );
    return `## ${section}\n\n| Variable | What it does | Default | Value | Example |\n|---|---|---|---|---|\n${rows.join('\n')}`;
  });
  return [
    '# Configuration',
    'Settings are environment variables. `npm start` needs none: every server whose address is not set runs embedded, with its data in `DATA_DIR`. A wrong setting stops the start with a list of all that is wrong; secrets are never printed.',
    'This page and `.env.example` are written from `runtime/settings.ts` and the files of the providers in `channels/` by `node scripts/docs/configuration.ts`.',
    ...groups,
  ]
    .join('\n\n')
    .concat('\n');
}

/** In the order of their first settings. */
function sectionsOf(settings: readonly Setting[]): readonly string[] {
  return [...new Set(settings.map(({ section }) => section))];
}

function inSection(settings: readonly Setting[], section: string): readonly Setting[] {
  return settings.filter((setting) => setting.section === section);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
