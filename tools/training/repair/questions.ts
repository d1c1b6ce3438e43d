import type { FieldMatcher } from '../../../repair/match-fields.ts';
import { pairRows } from '../../../repair/matcher/pair-features.ts';
import { everyItem, type Path } from '../../../repair/path.ts';
import { proposeRepair } from '../../../services/ingest/repairs/propose-repair.ts';
import { createEvents, receivedAt } from './canonical-events.ts';
import { readDistractors } from './distractors.ts';
import { type Letter, makeLetter } from './make-letter.ts';
import { createRandom } from './random.ts';
import type { Split } from './shop-namings.ts';

/** One question to the matcher: rows of features, one per source, and which of them is the field. */
export interface Question {
  readonly shop: string;
  readonly field: string;
  readonly rows: readonly (readonly number[])[];
  /** Index of the right source; -1: none of them is. */
  readonly right: number;
}

export interface QuestionOptions {
  readonly split: Split;
  readonly letters: number;
  readonly seed: number;
  readonly dataFolder: string;
  readonly webhookFolder: string;
}

/** Asks the questions that repairs of made-up dead letters ask, with the answers that their making knows. */
export function makeQuestions({
  split,
  letters,
  seed,
  dataFolder,
  webhookFolder,
}: QuestionOptions): readonly Question[] {
  const random = createRandom(seed);
  const newEvent = createEvents(random, dataFolder);
  const distractors = readDistractors(webhookFolder);
  const questions: Question[] = [];
  for (let index = 0; index < letters; index++) {
    const letter = makeLetter({ random, newEvent, distractors, shops: split, kinds: ['known'], destroyedShare: 0.2 });
    proposeRepair(letter.item, { receivedAt, matcher: oracle(letter, questions) });
  }
  return questions;
}

/** Answers right, so that the questions behind it are asked too, and writes down what it was asked. */
function oracle({ renamed, shop }: Letter, questions: Question[]): FieldMatcher {
  return {
    version: 'oracle',
    match(question) {
      const { field, sources } = question;
      if (sources.length === 0) return null;
      const went = renamed.get(field.path.join('.'));
      const right = sources.findIndex(({ path }) => went !== undefined && isSame(path, went));
      questions.push({ shop: shop ?? '', field: field.path.join('.'), rows: pairRows(question), right });
      const source = sources[right];
      return source ? { source, confidence: 1 } : null;
    },
  };
}

/** `went` is read from the item of the list that the field is in. */
function isSame(path: Path, went: Path): boolean {
  const inner = path.slice(path.lastIndexOf(everyItem) + 1);
  return inner.join('.') === went.slice(went.lastIndexOf(everyItem) + 1).join('.');
}
