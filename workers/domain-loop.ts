import { secondMs } from '../domain/duration.ts';
import { openDns } from '../services/messaging/sender-domain/dns.ts';
import { checkDueDomains } from '../services/state/own-domains/check.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** Names looked at in one round; all of them are asked for at once. */
const domainsPerRoundMax = 20;
const pauseMs = 10 * secondMs;

/** Looks whether the names that stores claimed are still theirs. Any number of processes may do so. */
export function startDomainLoop({ config, database, brandNews, log }: Deps): Pick<PollingLoop, 'stop'> {
  const dns = openDns(config.dnsServers);
  const onChange = () => brandNews.tell({});
  return startPollingLoop({
    ...{ name: 'own domains', log },
    async round() {
      const looked = await checkDueDomains({ database, dns, onChange, now: Date.now }, { limit: domainsPerRoundMax });
      return looked === domainsPerRoundMax ? 0 : pauseMs;
    },
  });
}
