/** Tells endpoints what is due in a process of its own, to be killed by a test. */
import { connectPostgres } from '../db/postgres/connect.ts';
import { openDatabase } from '../db/postgres/tenancy.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createOutgoingRounds } from '../services/outgoing/deliveries/delivery-rounds.ts';
import { addressHasher } from './address-hasher.ts';

const [engineUrl = '', secret = ''] = process.argv.slice(2);
const engine = connectPostgres(engineUrl, { maxConnections: 1, applicationName: 'outgoing-of-a-test' });
const rounds = createOutgoingRounds(
  {
    ...{ database: openDatabase({ app: engine, engine, addressHasher }), sealer: createSealer(secret) },
    ...{ allowLoopback: true, now: Date.now },
  },
  {
    onEnd: () => {},
    onFailure: (error) => {
      throw error;
    },
  },
);
await rounds.next();
await rounds.finished();
