import { createSealer } from '../runtime/sealer.ts';
import { createOpenCatalog } from '../services/ingest/integrations/open-catalog.ts';
import { type AskCatalog, createAskCatalog } from '../services/messaging/catalog/ask-catalog.ts';
import type { Deps } from './deps.ts';

/** Asks the shops of all stores about their goods, and counts how that went. */
export function catalogs({ config, database, flags, metrics, secrets }: Deps): AskCatalog {
  const questions = metrics.counter({
    name: 'catalog_questions_total',
    help: 'Carts whose goods were asked for at their shop, by what came of it.',
    labels: ['outcome'],
  });
  const sealer = createSealer(secrets.keys);
  const access = { database, sealer, allowLoopback: config.platformApiLoopback, now: Date.now };
  return createAskCatalog({
    openCatalog: createOpenCatalog(access),
    flags,
    now: Date.now,
    onOutcome: (outcome) => questions.add({ outcome }),
  });
}
