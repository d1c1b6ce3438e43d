import { join } from 'node:path';
import type { FieldMatcher } from '../../../repair/match-fields.ts';
import { openMatcher } from '../../../repair/matcher/open-matcher.ts';
import { mayRepairByItself } from '../../../services/ingest/repairs/may-repair-by-itself.ts';
import { proposeRepair } from '../../../services/ingest/repairs/propose-repair.ts';
import { createEvents, receivedAt } from './canonical-events.ts';
import type { Corruption } from './corruptions.ts';
import { readDistractors } from './distractors.ts';
import { judge } from './judge.ts';
import { makeLetter } from './make-letter.ts';
import { createRandom } from './random.ts';
import type { Split } from './shop-namings.ts';

interface Setting {
  readonly title: string;
  readonly shops: Split | null;
  readonly kinds: readonly Corruption['split'][];
}

const settings: readonly Setting[] = [
  { title: 'known kinds', shops: null, kinds: ['known'] },
  { title: 'held-out kinds', shops: null, kinds: ['held_out'] },
  { title: 'names of known shops', shops: 'training', kinds: ['known'] },
  { title: 'names of held-out shops', shops: 'held_out', kinds: ['known', 'held_out'] },
];
/** Letters from which nobody could tell what they were: every repair of one is a false one. */
const destroyedShare = 0.15;

export interface EvaluateRepair {
  readonly dataFolder: string;
  readonly lettersPerSetting: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

interface Counts {
  letters: number;
  repairable: number;
  proposed: number;
  exact: number;
  incomplete: number;
  false: number;
  automatic: number;
  automaticFalse: number;
}

/** Repairs made-up dead letters with rules alone and with the matcher, and prints a table of what came of it. */
export async function evaluateRepair({ dataFolder, lettersPerSetting, seed, say }: EvaluateRepair): Promise<void> {
  const matcher = await openMatcher();
  say('| letters | repair | coverage | precision | exact | false | automatic | false among automatic (95 %) |');
  say('|---|---|---|---|---|---|---|---|');
  const held = { rules: none(), matcher: none() };
  for (const setting of settings) {
    const counts = run(setting, { dataFolder, lettersPerSetting, seed, matcher });
    say(row(setting.title, 'rules', counts.rules));
    say(row(setting.title, 'rules and matcher', counts.matcher));
    if (setting.title.includes('held-out')) {
      held.rules = sum(held.rules, counts.rules);
      held.matcher = sum(held.matcher, counts.matcher);
    }
  }
  say(row('**all held out**', 'rules', held.rules));
  say(row('**all held out**', 'rules and matcher', held.matcher));
}

function run(
  { shops, kinds }: Setting,
  { dataFolder, lettersPerSetting, seed, matcher }: Omit<EvaluateRepair, 'say'> & { readonly matcher: FieldMatcher },
): { rules: Counts; matcher: Counts } {
  const random = createRandom(seed);
  const newEvent = createEvents(random, dataFolder);
  const distractors = readDistractors(join(dataFolder, 'webhooks'));
  const counts = { rules: none(), matcher: none() };
  for (let index = 0; index < lettersPerSetting; index++) {
    const letter = makeLetter({ random, newEvent, distractors, shops, kinds, destroyedShare });
    for (const way of ['rules', 'matcher'] as const) {
      const count = counts[way];
      count.letters += 1;
      count.repairable += Number(!letter.destroyed);
      const repair = proposeRepair(letter.item, { receivedAt, matcher: way === 'matcher' ? matcher : null });
      if (repair.kind !== 'repair') continue;
      const verdict = judge(repair.event, letter.systemOfRecord);
      count.proposed += 1;
      count[verdict] += 1;
      // As if persons had approved it often enough: the most that could happen without asking.
      const isAutomatic = mayRepairByItself(repair, { approvals: Number.POSITIVE_INFINITY });
      count.automatic += Number(isAutomatic);
      count.automaticFalse += Number(isAutomatic && verdict === 'false');
    }
  }
  return counts;
}

function none(): Counts {
  return { letters: 0, repairable: 0, proposed: 0, exact: 0, incomplete: 0, false: 0, automatic: 0, automaticFalse: 0 };
}

function sum(one: Counts, other: Counts): Counts {
  const names = Object.keys(one) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Counts;
}

function row(title: string, way: string, counts: Counts): string {
  const { letters, repairable, proposed, exact, incomplete, automatic, automaticFalse } = counts;
  const interval = wilson(automaticFalse, automatic);
  const cells = [
    `${title} (${letters})`,
    way,
    percent((exact + incomplete) / repairable),
    percent((exact + incomplete) / proposed),
    percent(exact / proposed),
    percent(counts.false / proposed),
    `${percent(automatic / letters)} (${automatic})`,
    `${automaticFalse} (${percent(interval.low, 2)}–${percent(interval.high, 2)})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** Of the normal distribution, for an interval of 95 %. */
const z = 1.959964;

/** Wilson's 95 % interval of a share. */
function wilson(hits: number, trials: number): { readonly low: number; readonly high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const median = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (median - spread) / scale), high: Math.min(1, (median + spread) / scale) };
}
