import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allSettings } from '../../workers/configuration.ts';
import { envExample, manualPage } from './configuration-text.ts';

/**
 * Writes `.env.example` and `docs/configuration.md` from all settings; with `--check` it only tells whether
 * they are up to date.
 */
const files = { '.env.example': envExample(allSettings), 'docs/configuration.md': manualPage(allSettings) };
const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  if (!check) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) {
    console.error(`${name} is out of date: run "node scripts/docs/configuration.ts" and commit it.`);
    process.exitCode = 1;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
