import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Setting, sections, settings } from '../../runtime/settings.ts';

/**
 * Writes `.env.example` and `docs/configuration.md` from the table of settings; with `--check` it only tells whether
 * they are up to date.
 */
const all: readonly Setting[] = Object.values(settings);
const files = { '.env.example': envExample(), 'docs/configuration.md': manualPage() };
const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  if (!check) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) {
    console.error(`${name} is out of date: run "node scripts/docs/configuration.ts" and commit it.`);
    process.exitCode = 1;
  }
}

function envExample(): string {
  const groups = sections.map((section) => {
    const lines = inSection(section).map(
      (setting) => `# ${setting.about}\n# ${setting.env}=${setting.fallback ?? setting.example}`,
    );
    return `# ── ${section} ──\n${lines.join('\n')}`;
  });
  return `# Every setting, commented out. Without any, all servers are embedded; docs/configuration.md says more.\n\n${groups.join('\n\n')}\n`;
}

function manualPage(): string {
  const groups = sections.map((section) => {
    const rows = inSection(section).map(
      (setting) =>
        `| \`${setting.env}\` | ${cell(setting.about)} | ${setting.fallback === undefined ? '–' : `\`${cell(setting.fallback)}\``} | ${cell(setting.expects)} | \`${cell(setting.example)}\` |`,
    );
    return `## ${section}\n\n| Variable | What it does | Default | Value | Example |\n|---|---|---|---|---|\n${rows.join('\n')}`;
  });
  return [
    '# Configuration',
    'Settings are environment variables. `npm start` needs none: every server whose address is not set runs embedded, with its data in `DATA_DIR`. A wrong setting stops the start with a list of all that is wrong; secrets are never printed.',
    'This page and `.env.example` are written from `runtime/settings.ts` by `node scripts/docs/configuration.ts`.',
    ...groups,
  ]
    .join('\n\n')
    .concat('\n');
}

function inSection(section: string): readonly Setting[] {
  return all.filter((setting) => setting.section === section);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
