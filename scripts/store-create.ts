import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError, loadConfig, publicUrl } from '../platform/config.ts';
import { loadSecrets } from '../platform/secrets.ts';

const usage = `Creates a store on the running engine and prints its first key, once.

  npm run store:create -- --name "Lamp Shop" [--time-zone Europe/Vienna] [--locale de-AT] [--url https://shop.example]
                          [--sender-name "Lamp Shop"] [--time-scale 60]`;

const answerSchema = z.object({
  store: z.object({ id: z.string(), name: z.string() }),
  apiKey: z.object({ key: z.string(), scopes: z.array(z.string()) }),
  campaign: z.object({
    name: z.string(),
    rules: z.array(z.object({ id: z.string(), delayMs: z.number(), channel: z.string() })),
  }),
});
const problemSchema = z.object({ error: z.object({ message: z.string(), path: z.string().optional() }) });

const TIMEOUT_MS = 15_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      'time-zone': { type: 'string' },
      locale: { type: 'string' },
      url: { type: 'string' },
      'sender-name': { type: 'string' },
      'time-scale': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.name) return void process.stdout.write(`${usage}\n`);
  const config = loadConfig(process.env);
  const settings = {
    name: values.name,
    timeZone: values['time-zone'],
    locale: values.locale,
    url: values.url,
    senderName: values['sender-name'],
    timeScale: values['time-scale'] === undefined ? undefined : Number(values['time-scale']),
  };
  const { store, apiKey, campaign } = await create(publicUrl(config), loadSecrets(config).adminApiKey, settings);
  const touches = campaign.rules.map(({ delayMs, channel }) => `${channel} after ${delayMs / 3_600_000} h`).join(', ');
  process.stdout.write(
    `Store      ${store.name} (${store.id})\nKey        ${apiKey.key}\n           ${apiKey.scopes.join(' ')} – shown this once\nCampaign   ${campaign.name}: ${touches}\n`,
  );
}

async function create(apiUrl: string, adminKey: string, settings: object): Promise<z.infer<typeof answerSchema>> {
  const response = await fetch(`${apiUrl}/v1/stores`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminKey}` },
    body: JSON.stringify(settings),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Refusal(
      `Nothing answers at ${apiUrl}: run \`npm start\` first, or set PUBLIC_URL to where the engine runs.`,
      { cause },
    );
  });
  const body: unknown = await response.json();
  if (response.status === 201) return answerSchema.parse(body);
  const { error } = problemSchema.parse(body);
  throw new Refusal(error.path ? `${error.path}: ${error.message}` : error.message);
}

/** Something a person can mend: shown as one sentence. */
class Refusal extends Error {}

main().catch((error: unknown) => {
  const known =
    error instanceof Refusal || error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(
    `✗ ${known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
