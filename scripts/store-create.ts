import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hourMs } from '../domain/duration.ts';
import { holdoutPercent } from '../domain/experiments/holdout.ts';
import { publicUrl } from '../runtime/config.ts';
import { protectionOf } from '../services/accounts/stores/settings.ts';
import { askEngine, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Creates a store on the running engine and prints its first key, once.

  npm run store:create -- --name "Lamp Shop" --url https://shop.example [--time-zone Europe/Vienna] [--locale de-AT]
                          [--sender-name "Lamp Shop"] [--time-scale 60]

The links of its messages lead to pages below the url, and nowhere else.`;

const answerSchema = z.object({
  store: z.object({ id: z.string(), name: z.string() }),
  apiKey: z.object({ key: z.string(), scopes: z.array(z.string()) }),
  campaign: z.object({
    name: z.string(),
    rules: z.array(z.object({ id: z.string(), delayMs: z.number(), channel: z.string() })),
  }),
});

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
  if (values.help) return void process.stdout.write(`${usage}\n`);
  if (!values.name || !values.url) {
    process.stderr.write(
      `Give ${values.name ? 'the address of the shop with --url' : 'a --name and a --url'}.\n\n${usage}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const { config, adminKey } = await readInstallation();
  const timeScale = values['time-scale'] === undefined ? undefined : Number(values['time-scale']);
  const settings = {
    name: values.name,
    timeZone: values['time-zone'],
    locale: values.locale,
    url: values.url,
    senderName: values['sender-name'],
    timeScale,
    // As the dashboard makes them: quiet hours, the rules of countries, and a holdout.
    ...protectionOf(timeScale),
    holdoutPercent: holdoutPercent.ofNewCampaign,
  };
  const ask = askEngine(publicUrl(config), { adminKey });
  const { store, apiKey, campaign } = answerSchema.parse(await ask('POST', '/v1/stores', settings));
  const touches = campaign.rules.map(({ delayMs, channel }) => `${channel} after ${delayMs / hourMs} h`).join(', ');
  process.stdout.write(
    `Store      ${store.name} (${store.id})\nKey        ${apiKey.key}\n           ${apiKey.scopes.join(' ')} – shown this once\nCampaign   ${campaign.name}: ${touches}\n`,
  );
}

runCommand(main);
