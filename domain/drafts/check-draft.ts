import { type Claim, type ClaimKind, claimsOf } from './claims.ts';
import { type DraftGuidance, type DraftPart, type DraftTexts, lengthOf } from './guidance.ts';
import { foldedText, skeletonOf } from './plain-text.ts';

/** Codes are part of the API: add, never rename. */
export const draftProblems = {
  part_missing: 'This part was asked for and is not there.',
  part_unasked: 'This part was not asked for.',
  too_long: 'This is longer than the store allows.',
  markup: 'This contains markup. Drafts are plain text: blocks and links are put around them by the template.',
  percent_not_in_facts: 'This percentage is not among what was stated. Leave it out.',
  amount_not_in_facts: 'This amount is not among what was stated. Leave it out.',
  code_not_in_facts:
    'This looks like a discount code that was not stated. Leave it out, and write no words in capitals.',
  url_not_in_facts: 'This address is not among what was stated. Leave it out: the template brings the links.',
  number_not_in_facts: 'This number is not among what was stated. Leave it out.',
  free_not_in_facts: 'Nothing was stated to be free. Leave it out.',
  discount_above_ceiling: 'This discount is larger than the store ever gives.',
  never_said: 'The store never says this.',
  mixed_scripts: 'This word mixes letters of several scripts that look alike.',
  wrong_script: 'This is not written in the script of the language that was asked for.',
} as const;
export type DraftProblem = keyof typeof draftProblems;

export interface DraftFinding {
  readonly code: DraftProblem;
  readonly part: DraftPart;
  /** What it is about, as it stands there. */
  readonly found: string | null;
  /** What would be right. */
  readonly right: string;
}

/** What is true of the store and of this message. Names of products are no facts: whoever sells there chooses them. */
export interface DraftFacts {
  readonly storeName: string;
  readonly storeUrl: string | null;
  /** What a person of the store vouches for, e.g. "10 % off with the code SPRING10 until Sunday". */
  readonly statements: readonly string[];
}

export interface DraftAsked {
  readonly parts: readonly DraftPart[];
  /** BCP 47 tag. */
  readonly locale: string;
}

const foundLengthMax = 80;

/** Everything that keeps a draft from being used. */
export function checkDraft(
  draft: DraftTexts,
  facts: DraftFacts,
  guidance: DraftGuidance,
  { parts, locale }: DraftAsked,
): readonly DraftFinding[] {
  const known = knownClaims(facts);
  const written = Object.entries(draft) as [DraftPart, string][];
  return [
    ...parts.filter((part) => (draft[part] ?? '').trim() === '').map((part) => finding('part_missing', part, null)),
    ...written.flatMap(([part, text]) => [
      ...(parts.includes(part) ? [] : [finding('part_unasked', part, text)]),
      ...tooLong(part, text, guidance),
      ...markup(part, text),
      ...claimsOf(text).flatMap((claim) => aboutClaim(claim, part, known, guidance)),
      ...neverSaid(part, text, guidance),
      ...scripts(part, text, locale),
    ]),
  ];
}

/** The discounts that statements name, in percent: what a store looks at before a model is asked. */
export function percentsStated(statements: readonly string[]): readonly number[] {
  return statements
    .flatMap((statement) => claimsOf(statement))
    .flatMap(({ kind, value }) => (kind === 'percent' && value !== null ? [Number(value)] : []));
}

function finding(
  code: DraftProblem,
  part: DraftPart,
  found: string | null,
  right: string = draftProblems[code],
): DraftFinding {
  return { code, part, found: found === null ? null : [...found].slice(0, foundLengthMax).join(''), right };
}

function keyOf({ kind, value }: Claim): string {
  return `${kind} ${value}`;
}

function knownClaims({ storeName, storeUrl, statements }: DraftFacts): ReadonlySet<string> {
  // A store called "50 % Outlet" has no discount by its name, and "Lamp24.example" is its name.
  const named = claimsOf(storeName).filter(({ kind }) => kind === 'code' || kind === 'number' || kind === 'url');
  const stated = statements.flatMap((statement) => claimsOf(statement));
  const own = storeUrl === null ? [] : claimsOf(storeUrl);
  return new Set([...named, ...stated, ...own].filter(({ value }) => value !== null).map(keyOf));
}

const problemOf: Readonly<Record<ClaimKind, DraftProblem>> = {
  percent: 'percent_not_in_facts',
  amount: 'amount_not_in_facts',
  code: 'code_not_in_facts',
  url: 'url_not_in_facts',
  number: 'number_not_in_facts',
  free: 'free_not_in_facts',
};

function aboutClaim(
  claim: Claim,
  part: DraftPart,
  known: ReadonlySet<string>,
  { discountPercentMax }: DraftGuidance,
): readonly DraftFinding[] {
  const { kind, value, found } = claim;
  if (value === null || !known.has(keyOf(claim))) return [finding(problemOf[kind], part, found)];
  if (kind === 'percent' && discountPercentMax !== null && Number(value) > discountPercentMax)
    return [finding('discount_above_ceiling', part, found, `At most ${discountPercentMax} %.`)];
  return [];
}

function tooLong(part: DraftPart, text: string, guidance: DraftGuidance): readonly DraftFinding[] {
  const [length, max] = [[...text].length, lengthOf(part, guidance)];
  return length > max ? [finding('too_long', part, null, `At most ${max} characters; these are ${length}.`)] : [];
}

/** Elements, Liquid, entities and the marks of Markdown that programs like to write. */
const marks = /[<>{}`]|&#?\w{1,20};|\]\(|\*\*|__/u;

function markup(part: DraftPart, text: string): readonly DraftFinding[] {
  const found = marks.exec(skeletonOf(text));
  return found ? [finding('markup', part, found[0])] : [];
}

function neverSaid(part: DraftPart, text: string, { neverSay }: DraftGuidance): readonly DraftFinding[] {
  const words = wordsOf(text);
  return neverSay
    .filter((phrase) => wordsOf(phrase).trim() !== '' && words.includes(wordsOf(phrase)))
    .map((phrase) => finding('never_said', part, phrase, `Say it without "${phrase}".`));
}

/** Words between spaces, so that a phrase is found whole and not inside of another word. */
function wordsOf(text: string): string {
  const words = foldedText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

const lookAlike = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
/** Of the letters of a part. Names of the store and of goods may be in another script. */
const shareInScriptMin = 0.5;
/** Fewer letters tell nothing. */
const lettersMin = 12;

function scripts(part: DraftPart, text: string, locale: string): readonly DraftFinding[] {
  const words = skeletonOf(text).match(/\p{L}+/gu) ?? [];
  const mixed = words.find((word) => lookAlike.filter((script) => script.test(word)).length > 1);
  const letters = words.join('');
  const own = scriptOf(locale);
  const inScript = [...letters].filter((letter) => own.test(letter)).length;
  return [
    ...(mixed === undefined ? [] : [finding('mixed_scripts', part, mixed)]),
    ...(letters.length >= lettersMin && inScript < [...letters].length * shareInScriptMin
      ? [finding('wrong_script', part, null, `Write it in the language ${locale}.`)]
      : []),
  ];
}

/** Scripts by their codes; some languages are written in several. */
const scriptSigns: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Arab: /\p{Script=Arabic}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Deva: /\p{Script=Devanagari}/u,
  Thai: /\p{Script=Thai}/u,
  Armn: /\p{Script=Armenian}/u,
  Geor: /\p{Script=Georgian}/u,
  Beng: /\p{Script=Bengali}/u,
  Taml: /\p{Script=Tamil}/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Kore: /[\p{Script=Hangul}\p{Script=Han}]/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
};

function scriptOf(locale: string): RegExp {
  const script = new Intl.Locale(locale).maximize().script ?? 'Latn';
  // Of a script that is not listed nothing is said.
  return scriptSigns[script] ?? /\p{L}/u;
}
