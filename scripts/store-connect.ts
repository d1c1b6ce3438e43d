import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hourMs } from '../domain/duration.ts';
import { publicUrl } from '../runtime/config.ts';
import { type AskEngine, askEngine, Refusal, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Connects a store of the running engine to its shop platform: prints the webhook URL, the secret and what to do next.

  npm run store:connect -- --store <id> --platform shopify --secret <the app's client secret>
  npm run store:connect -- --store <id> --platform woocommerce --currency EUR --watch

  --secret <text>          what the platform signs with, where it makes its own (Shopify, BigCommerce)
  --currency <code>        used where the platform names none
  --shop-domain <name>     Shopify's own name of the shop (your-shop.myshopify.com): webhooks of other shops with the
                           same app are refused; --api-url says the same
  --order-status <s>=<m>   what the store's own status means: bought, payment_pending, failed, cancelled, refunded,
                           ignored; may be repeated
  --api-url, --api-token   access to the platform's own API, for what its webhooks did not bring
  --watch                  waits for the first event and shows what comes meanwhile`;

const integrationSchema = z.object({
  id: z.string(),
  platform: z.string(),
  webhookUrl: z.string(),
  firstEventAt: z.string().nullable(),
});
const createdSchema = z.object({
  integration: integrationSchema,
  secret: z.string(),
  setup: z.object({ topics: z.array(z.string()), steps: z.array(z.string()) }),
});
const detailSchema = integrationSchema.extend({ deliveries: z.record(z.string(), z.number()) });

const lookEveryMs = 1_000;
const watchMsMax = hourMs;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      store: { type: 'string' },
      platform: { type: 'string' },
      secret: { type: 'string' },
      currency: { type: 'string' },
      'shop-domain': { type: 'string' },
      'order-status': { type: 'string', multiple: true },
      'api-url': { type: 'string' },
      'api-token': { type: 'string' },
      watch: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { store, platform } = values;
  if (values.help || !store || !platform) return void process.stdout.write(`${usage}\n`);
  const { config, adminKey } = await readInstallation();
  const ask = askEngine(publicUrl(config), { adminKey, storeId: store });
  const apiUrl = values['api-url'];
  const created = createdSchema.parse(
    await ask('POST', '/v1/integrations', {
      platform,
      secret: values.secret,
      settings: {
        shopDomain: values['shop-domain'],
        currency: values.currency,
        orderStatuses: orderStatuses(values['order-status'] ?? []),
      },
      api: apiUrl === undefined ? undefined : { url: apiUrl, token: values['api-token'] ?? '' },
    }),
  );
  process.stdout.write(shown(created));
  if (values.watch) await watch(created.integration.id, ask);
}

function orderStatuses(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const [status, meaning, ...rest] = pair.split('=');
      if (!status || !meaning || rest.length > 0)
        throw new Refusal(`--order-status ${pair}: write it as status=meaning`);
      return [status, meaning];
    }),
  );
}

function shown({ integration, secret, setup }: z.infer<typeof createdSchema>): string {
  const topics = setup.topics.length === 0 ? [] : [`Topics    ${setup.topics.join('\n          ')}`];
  return [
    `Connected ${integration.platform} (${integration.id})`,
    `URL       ${integration.webhookUrl}`,
    `Secret    ${secret}\n          shown this once`,
    ...topics,
    `Next      ${setup.steps.join('\n          ')}`,
    '',
  ].join('\n');
}

async function watch(id: string, ask: AskEngine): Promise<void> {
  process.stdout.write('\nWaiting for the first event (Ctrl-C ends the waiting, not the connection)\n');
  let before = '';
  for (const until = Date.now() + watchMsMax; Date.now() < until; await pause(lookEveryMs)) {
    const { firstEventAt, deliveries } = detailSchema.parse(await ask('GET', `/v1/integrations/${id}`));
    const counts = Object.entries(deliveries)
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${count} ${status}`)
      .join(', ');
    if (counts !== before) process.stdout.write(`          ${counts}\n`);
    before = counts;
    if (firstEventAt !== null) return void process.stdout.write(`✓ the first event arrived at ${firstEventAt}\n`);
  }
  throw new Refusal('No event arrived within an hour. The deliveries say why: GET /v1/integrations/<id>/deliveries');
}

runCommand(main);
