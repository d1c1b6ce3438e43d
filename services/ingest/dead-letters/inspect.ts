import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { readSteps } from '../../../repair/repair-step.ts';
import type { RepairSearch, SearchProblem } from '../repairs/repair-search.ts';
import type { FoundRepair } from '../repairs/search-repair.ts';
import { readItem } from './read-item.ts';

/** Raised whenever the way of repairing changes: dead letters that found no repair are looked at again. */
const repairVersion = 2;
const deadLettersPerInspectionMax = 20;
/** A larger dead letter is for a person: the search would take too long. */
const proposalBytesMax = 64 * 1024;
/** Longer than the searches of one look take: a dead letter of a look that broke off is taken again after it. */
const lookLeaseMs = 5 * minuteMs;
/** Looks that may break off at a dead letter before it is left to a person. */
const looksPerLetterMax = 3;

export interface Look {
  /** A transaction in the role of the caller: a store's own, or the engine's over all stores. */
  readonly inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly repairSearch: Pick<RepairSearch, 'search'>;
  /** Only this cluster; null: every one that the role sees. */
  readonly fingerprint: string | null;
  readonly now: () => number;
  /** A dead letter that the search did not cope with is left to a person, and does not hold up those behind it. */
  readonly onGivenUp?: (problem: LookProblem, letter: { readonly storeId: string; readonly id: string }) => void;
}

/** Why no repair was looked for to the end. */
export type LookProblem = SearchProblem | 'too_large' | 'broke_off';

/**
 * Inspects dead letters that nobody has inspected yet: does the rule of their cluster fit, or is there another repair to propose?
 * That a dead letter is looked at is committed before anything reads its content, and the search runs in a thread and outside
 * of any transaction: one that cannot be searched costs its own proposal, never the dead letters behind it, and not the same
 * time again after a restart. Returns how many it looked at; call it again until there are none.
 */
export async function inspectDeadLetters(look: Look): Promise<number> {
  const taken = await look.inTransaction((tx) => takeLetters(tx, look));
  for (const { letter, rule } of taken) {
    const looked = await lookAt(look, letter, rule);
    if (looked.problem) look.onGivenUp?.(looked.problem, { storeId: letter.storeId, id: letter.id });
    // There was no thread: the dead letter is taken again when its lease ends.
    if (looked.problem !== 'unavailable')
      await look.inTransaction((tx) => keepLooked(tx, { letter, ruleId: rule?.id ?? null, looked }));
  }
  return taken.length;
}

type Letter = typeof deadLetters.$inferSelect;
type Rule = typeof repairRules.$inferSelect;
interface Taken {
  readonly letter: Letter;
  readonly rule: Rule | undefined;
}
interface Looked {
  readonly repair: FoundRepair | null;
  readonly problem: LookProblem | null;
}

async function takeLetters(tx: Tx, { fingerprint, now }: Look): Promise<readonly Taken[]> {
  const at = now();
  const letters = await tx
    .select()
    .from(deadLetters)
    .where(
      and(
        isOpen,
        lt(deadLetters.lookedWith, repairVersion),
        or(isNull(deadLetters.lookStartedAt), lt(deadLetters.lookStartedAt, new Date(at - lookLeaseMs))),
        fingerprint === null ? undefined : eq(deadLetters.fingerprint, fingerprint),
      ),
    )
    .orderBy(asc(deadLetters.at))
    .limit(deadLettersPerInspectionMax)
    .for('update', { skipLocked: true });
  const taken: Taken[] = [];
  for (const letter of letters) {
    const looks = letter.looks + 1;
    await tx
      .update(deadLetters)
      .set({ looks, lookStartedAt: new Date(at) })
      .where(isDeadLetter(letter));
    taken.push({ letter: { ...letter, looks }, rule: await activeRule(tx, letter) });
  }
  return taken;
}

async function lookAt({ repairSearch }: Look, letter: Letter, rule: Rule | undefined): Promise<Looked> {
  if (letter.looks > looksPerLetterMax) return { repair: null, problem: 'broke_off' };
  if (letter.kind !== 'event') return { repair: null, problem: null };
  if (letter.sizeBytes > proposalBytesMax) return { repair: null, problem: 'too_large' };
  const item = readItem(letter);
  if (item === undefined) return { repair: null, problem: null };
  const ruleSteps = rule ? readSteps(rule.steps) : null;
  const result = await repairSearch.search({ item, receivedAt: letter.at.getTime(), ruleSteps });
  return result.kind === 'searched'
    ? { repair: result.repair, problem: null }
    : { repair: null, problem: result.problem };
}

/** What was decided about a dead letter meanwhile stands; under another rule it is looked at anew. */
async function keepLooked(
  tx: Tx,
  { letter, ruleId, looked }: { letter: Letter; ruleId: string | null; looked: Looked },
): Promise<void> {
  const [open] = await tx
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .where(and(isDeadLetter(letter), isOpen))
    .for('update');
  if (!open) return;
  const isSameRule = ((await activeRule(tx, letter))?.id ?? null) === ruleId;
  if (!isSameRule) return void (await tx.update(deadLetters).set(lookAgain).where(isDeadLetter(letter)));
  await tx
    .update(deadLetters)
    .set({
      ...lookAgain,
      ...proposed(looked.repair),
      ruleId: looked.repair?.byRule ? ruleId : null,
      lookedWith: repairVersion,
      lookProblem: looked.problem,
    })
    .where(isDeadLetter(letter));
}

/** What a dead letter keeps of a proposal. */
function proposed(repair: FoundRepair | null) {
  if (!repair) return { state: 'new', steps: null, confidence: null, lossless: null, guarded: null } as const;
  const { steps, confidence, lossless, guarded } = repair;
  return { state: 'proposed' as const, steps, confidence: ppmOf(confidence), lossless, guarded: [...guarded] };
}

/** Probabilities are stored as parts of this. */
export const ppm = 1_000_000;

/** Rounded down, so that a probability never passes a limit by rounding. */
export function ppmOf(probability: number): number {
  return Math.floor(probability * ppm);
}

const isOpen = inArray(deadLetters.state, ['new', 'proposed']);

function isDeadLetter({ storeId, id }: Pick<Letter, 'storeId' | 'id'>) {
  return and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, id));
}

/** What makes dead letters be looked at anew. */
export const lookAgain = { lookedWith: 0, looks: 0, lookStartedAt: null } as const;

async function activeRule(tx: Tx, { storeId, fingerprint }: Letter): Promise<Rule | undefined> {
  const [rule] = await tx
    .select()
    .from(repairRules)
    .where(
      and(eq(repairRules.storeId, storeId), eq(repairRules.fingerprint, fingerprint), eq(repairRules.state, 'active')),
    );
  return rule;
}
