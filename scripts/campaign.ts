import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { publicUrl } from '../runtime/config.ts';
import { type AskEngine, askEngine, Refusal, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Keeps campaigns as files: from the engine to a file and back, also from one store or engine to another.

  npm run campaign -- pull --store <id> --campaign <id> reminder.yaml
  npm run campaign -- diff --store <id> --campaign <id> reminder.yaml
  npm run campaign -- push --store <id> --campaign <id> reminder.yaml [--publish]
  npm run campaign -- push --store <id> reminder.yaml

  pull        writes the newest version into the file
  diff        says what the file would change and what is wrong with it; ends with 1 if anything is
  push        saves the file as the draft of the campaign, or as a new one where none is named
  --publish   makes the draft the newest version at once; who is inside finishes on theirs
  --url       another engine than the one that runs here; --key is a key of its store, or its operator's`;

const campaignSchema = z.object({ id: z.string(), name: z.string(), version: z.int(), revision: z.int() });
const checkSchema = z.object({
  findings: z.array(z.object({ severity: z.enum(['problem', 'warning']), path: z.string(), message: z.string() })),
  difference: z.object({
    settings: z.array(z.unknown()),
    steps: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        stepId: z.string(),
        fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
    reordered: z.boolean(),
  }),
});
const contentSchema = z.looseObject({ name: z.string() });

interface Place {
  readonly ask: AskEngine;
  readonly campaignId: string | undefined;
  readonly file: string;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      store: { type: 'string' },
      campaign: { type: 'string' },
      publish: { type: 'boolean' },
      url: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [command, file] = positionals;
  if (values.help || command === undefined || file === undefined) return void process.stdout.write(`${usage}\n`);
  const { config, adminKey } = await readInstallation();
  const ask = askEngine(values.url ?? publicUrl(config), {
    adminKey: values.key ?? adminKey,
    ...(values.store !== undefined && { storeId: values.store }),
  });
  const place: Place = { ask, campaignId: values.campaign, file };
  switch (command) {
    case 'pull':
      return pull(place);
    case 'diff':
      return diff(place);
    case 'push':
      return push(place, { publish: values.publish ?? false });
    default:
      throw new Refusal(`There is no command ${command}: pull, diff or push.`);
  }
}

async function pull({ ask, file, ...place }: Place): Promise<void> {
  const text = z.string().parse(await ask('GET', `/v1/campaigns/${named(place)}/file`));
  await writeFile(file, text);
  process.stdout.write(`${file} is the newest version.\n`);
}

async function diff({ ask, file, ...place }: Place): Promise<void> {
  const { name: _, ...content } = await readContent(ask, file);
  const { findings, difference } = checkSchema.parse(await ask('POST', `/v1/campaigns/${named(place)}/check`, content));
  for (const { kind, stepId, fields } of difference.steps) {
    process.stdout.write(`${{ added: '+', removed: '-', changed: '~' }[kind]} ${stepId}\n`);
    for (const { field, before, after } of fields)
      process.stdout.write(`    ${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}\n`);
  }
  if (difference.steps.length + difference.settings.length === 0 && !difference.reordered)
    process.stdout.write('Nothing would change.\n');
  for (const { severity, path, message } of findings) process.stdout.write(`${severity} ${path}: ${message}\n`);
  if (findings.some(({ severity }) => severity === 'problem')) process.exitCode = 1;
}

async function push({ ask, file, campaignId }: Place, { publish }: { readonly publish: boolean }): Promise<void> {
  const content = await readContent(ask, file);
  const saved = campaignSchema.parse(
    campaignId === undefined
      ? await ask('POST', '/v1/campaigns', content)
      : await ask('PUT', `/v1/campaigns/${campaignId}/draft`, content),
  );
  if (campaignId === undefined)
    return void process.stdout.write(`Created ${saved.name} (${saved.id}): nothing goes out before it is activated.\n`);
  if (!publish) return void process.stdout.write(`Saved as the draft of ${saved.name}.\n`);
  const { version } = campaignSchema.parse(await ask('POST', `/v1/campaigns/${campaignId}/publish`));
  process.stdout.write(`Published as version ${version} of ${saved.name}.\n`);
}

async function readContent(ask: AskEngine, file: string) {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Refusal(`${file} cannot be read.`, { cause });
  });
  return contentSchema.parse(await ask('POST', '/v1/campaign-files', { text }));
}

function named({ campaignId }: Pick<Place, 'campaignId'>): string {
  if (campaignId === undefined) throw new Refusal('Say which campaign it is with --campaign <id>.');
  return campaignId;
}

runCommand(main);
