import { parseArgs } from 'node:util';
import type { Config } from '../runtime/config.ts';
import { overlapMs } from '../runtime/key-ring.ts';
import { isTurnable, type Secrets, type TurnableName, turnableNames } from '../runtime/secrets/live-secrets.ts';
import { identityOf, postgresTls } from '../workers/open-identity.ts';
import { dropTurned, turnLogins } from './secrets/turn-logins.ts';
import { Refusal, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Gives a secret a new key. The one before it is believed for 30 more days; running processes take both in by themselves.

  npm run secrets:rotate -- LINK_SECRET             links, tokens, and what is sealed at rest
  npm run secrets:rotate -- ADMIN_API_KEY           the operator's key
  npm run secrets:rotate -- METRICS_TOKEN           the token of /metrics
  npm run secrets:rotate -- POSTGRES_PASSWORD       of the embedded PostgreSQL, at its next start
  npm run secrets:rotate -- postgres                logins of PostgreSQL, with POSTGRES_ADMIN_URL; --out <file>, --drop <login>
  npm run secrets:rotate -- all                     each of them that is kept where the engine may write
  npm run secrets:rotate -- LINK_SECRET --leaked    the one before is worth nothing as soon as the new one signs

What is kept where the engine may not write (environment, mounted files) is turned by whoever put it there: docs/secrets.md.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      leaked: { type: 'boolean' },
      out: { type: 'string' },
      drop: { type: 'string' },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [wanted] = positionals;
  if (values.help || wanted === undefined) return void process.stdout.write(`${usage}\n`);
  const { secrets, config } = await readInstallation();
  if (wanted === 'postgres') return turnPostgres({ secrets, config, ...values });
  const names = namesOf(wanted, (name) => secrets.text(name) !== undefined);
  let turned = 0;
  for (const name of names) {
    const done = await secrets.turn(name, { overlapMs: values.leaked ? 0 : overlapMs });
    turned += done ? 1 : 0;
    process.stdout.write(
      `${name}: ${done ? 'turned' : 'kept where the engine may not write, so its owner turns it'}\n`,
    );
  }
  if (turned === 0) throw new Refusal('Nothing was turned.');
}

async function turnPostgres({
  secrets,
  config,
  out,
  drop,
}: {
  readonly secrets: Secrets;
  readonly config: Config;
  readonly out?: string | undefined;
  readonly drop?: string | undefined;
}): Promise<void> {
  const adminUrl = config.postgresAdminUrl;
  if (!adminUrl) throw new Refusal('Set POSTGRES_ADMIN_URL to PostgreSQL as somebody who may make roles.');
  const tls = postgresTls(adminUrl, config, identityOf(config));
  if (drop !== undefined) return dropTurned(adminUrl, drop, tls);
  await turnLogins({ secrets, adminUrl, tls, out, say: (line) => process.stdout.write(`${line}\n`) });
}

function namesOf(wanted: string, isThere: (name: TurnableName) => boolean): readonly TurnableName[] {
  if (wanted === 'all') return turnableNames.filter(isThere);
  if (!isTurnable(wanted))
    throw new Refusal(
      `${wanted} is not turned here: ${turnableNames.join(', ')} or all. docs/secrets.md has the others.`,
    );
  if (!isThere(wanted)) throw new Refusal(`This installation has no ${wanted}.`);
  return [wanted];
}

runCommand(main);
