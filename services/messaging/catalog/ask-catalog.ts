import { LRUCache } from 'lru-cache';
import { answered, ask, type Breaker, type BreakerLimits, closedBreaker } from '../../../domain/breaker.ts';
import { type Good, goodKey, type SaidOfGood } from '../../../domain/catalog/said-of-good.ts';
import { minuteMs, secondMs } from '../../../domain/duration.ts';
import { PlatformApiError, type PlatformProblem } from '../../../platforms/clients/platform-client.ts';
import type { Flags } from '../../state/flags/flags.ts';
import type { CatalogRow, OpenCatalog } from './catalog-settings.ts';

/** What a shop says of goods. Never fails: a shop that does not answer says nothing. */
export type AskCatalog = (
  row: CatalogRow,
  goods: readonly Good[],
  signal: AbortSignal,
) => Promise<readonly SaidOfGood[]>;

export type CatalogOutcome = 'answered' | 'remembered' | 'not_asked' | 'no_access' | 'switched_off' | PlatformProblem;

export interface AskCatalogDeps {
  readonly openCatalog: OpenCatalog;
  readonly flags: Pick<Flags, 'isOn'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onOutcome?: (outcome: CatalogOutcome) => void;
}

/** How long a message waits for a shop. */
export const catalogAnswerMsMax = 2 * secondMs;
const rememberedMs = minuteMs;
const rememberedMax = 10_000;
const breakerLimits: BreakerLimits = { failuresMax: 3, openMsMin: 5 * secondMs, openMsMax: 5 * minuteMs };

interface Remembered {
  /** Null: the shop said nothing of it. */
  readonly said: SaidOfGood | null;
  readonly at: number;
}

/**
 * Asks the shops of all stores for one process: what a shop said is good for a minute, one question has two seconds, and a
 * shop that does not answer is left alone for a while, which holds up no other store's messages.
 */
export function createAskCatalog({ openCatalog, flags, now, onOutcome = () => {} }: AskCatalogDeps): AskCatalog {
  const remembered = new LRUCache<string, Remembered>({ max: rememberedMax });
  const breakers = new Map<string, Breaker>();

  /** Null: there was no answer. */
  async function look(row: CatalogRow, goods: readonly Good[], signal: AbortSignal) {
    const { storeId } = row;
    if (!(await flags.isOn('platform_questions', { storeId }))) return none('switched_off');
    const breaker = ask(breakers.get(storeId) ?? closedBreaker, now());
    if (!breaker) return none('not_asked');
    const catalog = await openCatalog(row);
    if (!catalog) return none('no_access');
    breakers.set(storeId, breaker);
    let ok = false;
    try {
      const said = await catalog.look(goods, AbortSignal.any([signal, AbortSignal.timeout(catalogAnswerMsMax)]));
      ok = true;
      onOutcome('answered');
      return said;
    } catch (error) {
      if (!(error instanceof PlatformApiError)) throw error;
      // Whoever was told to stop says nothing against the shop.
      ok = signal.aborted;
      return none(error.problem);
    } finally {
      const after = answered(breakers.get(storeId) ?? closedBreaker, { ok, now: now() }, breakerLimits);
      if (after.kind === 'closed' && after.failures === 0) breakers.delete(storeId);
      else breakers.set(storeId, after);
    }
  }

  function none(outcome: CatalogOutcome): null {
    onOutcome(outcome);
    return null;
  }

  return async (row, goods, signal) => {
    // Another source, or another address, is another shop.
    const nameOf = (good: Good) => `${row.storeId}/${row.updatedAt.getTime()}/${goodKey(good)}`;
    const known = goods.flatMap((good) => {
      const found = remembered.get(nameOf(good));
      return found && now() - found.at < rememberedMs ? [{ good, said: found.said }] : [];
    });
    const knownKeys = new Set(known.map(({ good }) => goodKey(good)));
    const wanted = goods.filter((good) => !knownKeys.has(goodKey(good)));
    const before = known.flatMap(({ said }) => said ?? []);
    if (wanted.length === 0) {
      onOutcome('remembered');
      return before;
    }
    const said = await look(row, wanted, signal);
    if (said === null) return before;
    const byGood = new Map(said.map((one) => [goodKey(one), one]));
    for (const good of wanted) remembered.set(nameOf(good), { said: byGood.get(goodKey(good)) ?? null, at: now() });
    return [...before, ...said];
  };
}
