import { abandonmentsSource } from './abandonments-source.ts';
import { decisionsSource } from './decisions-source.ts';
import type { FactSource } from './fact-source.ts';
import { messageFactsSource } from './messages-source.ts';
import { ordersSource } from './orders-source.ts';
import { recoveriesSource } from './recoveries-source.ts';

/** Everything in PostgreSQL that analytics has a copy of. */
export const factSources: readonly FactSource[] = [
  decisionsSource,
  messageFactsSource,
  ordersSource,
  recoveriesSource,
  abandonmentsSource,
];
