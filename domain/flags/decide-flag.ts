import { type FlagName, flagOf } from './flag.ts';
import { type AskedRule, type FlagRule, isOnBy, saysSo, stopsAll } from './rule.ts';

/** A rule as it is kept; `unreadable`: a row is there that no rule can be read from, and none was before it. */
export type KeptRule = { readonly rule: FlagRule /** Epoch milliseconds. */; readonly madeAt: number } | 'unreadable';

/** What is said of one flag; undefined: nothing. */
export interface FlagRules {
  readonly platform: KeptRule | undefined;
  readonly store: KeptRule | undefined;
}

/** Whose word counted; `unknown`: what was said could not be read. */
export type DecidedBy = 'default' | 'platform' | 'store' | 'unknown';

export interface FlagDecision {
  readonly isOn: boolean;
  readonly by: DecidedBy;
  /** Since when it is so, epoch milliseconds; null: nobody ever said otherwise, or nobody knows. */
  readonly since: number | null;
  /** Until when, where a schedule ends it. */
  readonly until: number | null;
}

/**
 * Whether a flag is on. A store's rule goes before the platform's, but what the platform stops no store starts. Without a rule it is
 * on; where rules cannot be read, it is what its declaration says. `rules` null: nothing was ever read.
 */
export function decideFlag(name: FlagName, rules: FlagRules | null, asked: Omit<AskedRule, 'name'>): FlagDecision {
  const { kind, untilKnown } = flagOf(name);
  const unknown: FlagDecision = { isOn: untilKnown === 'on', by: 'unknown', since: null, until: null };
  if (rules === null) return unknown;
  const { platform, store } = rules;
  // What a switch stops is worth more than what goes on without it; a flag goes on as without the row.
  if (kind === 'switch' && (platform === 'unreadable' || store === 'unreadable') && !unknown.isOn) return unknown;
  const [wide, own] = [readable(platform), readable(store)];
  const decided = (by: DecidedBy, { rule, madeAt }: Readable): FlagDecision => ({
    ...{ isOn: isOnBy(rule, { ...asked, name }), by },
    ...saysSo(rule, { madeAt, nowMs: asked.nowMs }),
  });
  if (wide && stopsAll(wide.rule, { ...asked, name })) return decided('platform', wide);
  if (own) return decided('store', own);
  if (wide) return decided('platform', wide);
  return { isOn: true, by: 'default', since: null, until: null };
}

type Readable = Exclude<KeptRule, 'unreadable'>;

function readable(kept: KeptRule | undefined): Readable | undefined {
  return kept === 'unreadable' ? undefined : kept;
}
