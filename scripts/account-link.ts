import { parseArgs } from 'node:util';
import { z } from 'zod';
import { publicUrl } from '../runtime/config.ts';
import { askEngine, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Prints a link for one use, with which somebody makes an account that may do everything in this installation.

  npm run account:link
  npm run account:link -- --email ada@shop.example    for that account: a new password, and no second factor any more

It works for a day, and replaces the one before.`;

const answerSchema = z.object({ url: z.string(), expiresAt: z.string() });

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { email: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  const { config, adminKey } = await readInstallation();
  const ask = askEngine(publicUrl(config), { adminKey });
  const { url, expiresAt } = answerSchema.parse(await ask('POST', '/v1/account-links', { email: values.email }));
  process.stdout.write(`${url}\nFor one use, until ${expiresAt}.\n`);
}

runCommand(main);
