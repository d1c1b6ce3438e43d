import { and, eq, isNull } from 'drizzle-orm';
import { flagChanges, flags } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { type FlagName, flagOf } from '../../../domain/flags/flag.ts';
import { type FlagRule, readRule } from '../../../domain/flags/rule.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { FlagNews } from './flag-news.ts';

export interface FlagChangeDeps {
  readonly database: Database;
  readonly news: Pick<FlagNews, 'tell'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ChangeFlag {
  readonly actor: Actor;
  /** Null: for the platform. */
  readonly storeId: string | null;
  readonly name: FlagName;
  /** For the people who read the history. */
  readonly reason: string;
}

/** Says of a flag when it is on. Throws `invalid` for a rule that this flag cannot have. */
export async function setFlag(
  { database, news, now }: FlagChangeDeps,
  { actor, storeId, name, reason, rule: given }: ChangeFlag & { readonly rule: FlagRule },
): Promise<void> {
  requirePermission(actor, permissionIn(storeId), storeId);
  // What is written has to be what every process can read.
  const rule = readRule(given, flagOf(name));
  if (rule === null) throw new ServiceError('invalid', 'This flag cannot have such a rule.', { path: 'rule' });
  const at = new Date(now());
  await inScope(database, storeId, async (tx) => {
    const before = await lockRule(tx, { storeId, name });
    const said = { rule, reason, actorKind: actor.kind, actorId: actorId(actor), changedAt: at };
    await tx
      .insert(flags)
      .values({ storeId, name, ...said })
      .onConflictDoUpdate({ target: [flags.storeId, flags.name], set: said });
    await recordAudit(tx, {
      ...{ actor, storeId, action: permissionIn(storeId), subject: { kind: 'flag', id: name } },
      change: { rule: { before: ruleText(before), after: ruleText(rule) }, reason: { after: reason } },
    });
    await keepChange(tx, { actor, storeId, name, reason, before, after: rule, at });
  });
  await news.tell({ name });
}

/** Takes back what was said of a flag: it is as it would be without. Nothing to take back changes nothing. */
export async function resetFlag(
  { database, news, now }: FlagChangeDeps,
  { actor, storeId, name, reason }: ChangeFlag,
): Promise<void> {
  requirePermission(actor, permissionIn(storeId), storeId);
  const at = new Date(now());
  await inScope(database, storeId, async (tx) => {
    const before = await lockRule(tx, { storeId, name });
    const gone = await tx.delete(flags).where(isRow({ storeId, name })).returning({ name: flags.name });
    if (gone.length === 0) return;
    await recordAudit(tx, {
      ...{ actor, storeId, action: permissionIn(storeId), subject: { kind: 'flag', id: name } },
      change: { rule: { before: ruleText(before), after: null }, reason: { after: reason } },
    });
    await keepChange(tx, { actor, storeId, name, reason, before, after: null, at });
  });
  await news.tell({ name });
}

/** What all stores follow is not said by one of them. */
function permissionIn(storeId: string | null): 'flags:write' | 'platform-flags:write' {
  return storeId === null ? 'platform-flags:write' : 'flags:write';
}

function inScope(database: Database, storeId: string | null, work: (tx: Tx) => Promise<void>): Promise<void> {
  return storeId === null ? withEngine(database, work) : withStore(database, storeId, work);
}

function isRow({ storeId, name }: Pick<ChangeFlag, 'storeId' | 'name'>) {
  return and(storeId === null ? isNull(flags.storeId) : eq(flags.storeId, storeId), eq(flags.name, name));
}

/** What is said of it so far; of two who change it at the same moment, one waits for the other. */
async function lockRule(tx: Tx, key: Pick<ChangeFlag, 'storeId' | 'name'>): Promise<FlagRule | null> {
  const sql = rawSql(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`flag/${key.storeId ?? 'platform'}/${key.name}`}, 0))`;
  const [row] = await tx.select({ rule: flags.rule }).from(flags).where(isRow(key));
  return row?.rule ?? null;
}

interface KeptChange extends ChangeFlag {
  readonly before: FlagRule | null;
  readonly after: FlagRule | null;
  readonly at: Date;
}

async function keepChange(tx: Tx, { actor, ...change }: KeptChange): Promise<void> {
  await tx.insert(flagChanges).values({ ...change, id: uuidV7(), actorKind: actor.kind, actorId: actorId(actor) });
}

/** One line for the audit log. */
function ruleText(rule: FlagRule | null): string | null {
  if (rule === null) return null;
  switch (rule.kind) {
    case 'percentage':
      return `${rule.percent} %`;
    case 'schedule': {
      const edge = (at: number | null) => (at === null ? '' : new Date(at).toISOString());
      return `${rule.state} ${edge(rule.from)}/${edge(rule.until)}`;
    }
    default:
      return rule.kind;
  }
}
