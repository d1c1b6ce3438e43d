/** Puts `text` before the one place in `file` that reads `before`; without `before`, `text` is a new file. */
export interface Change {
  readonly file: string;
  readonly before?: string;
  readonly text: string;
}

/** One "How to add" of README.md, followed with something invented. */
export interface Recipe {
  /** As README.md has it in bold: `a route`. */
  readonly name: string;
  /** What a person adds first. */
  readonly first: readonly Change[];
  /** Where it is decided then: the compiler names each of these files until it is. */
  readonly asked?: readonly Change[];
  /** Where it is listed: nothing but README.md and tests ask for that. */
  readonly listed?: readonly Change[];
  /** A script of ours that writes further files. */
  readonly script?: string;
  readonly written?: readonly string[];
  /** Tests that pass once it is added; those with a text are written for the proof alone. */
  readonly proofs?: readonly { readonly file: string; readonly text?: string }[];
}

/** Every change of the recipe in its order. */
export function changesOf({ first, asked = [], listed = [] }: Recipe): readonly Change[] {
  return [...first, ...asked, ...listed];
}

/** Every file that a person who follows the recipe has changed in the end. */
export function filesOf(recipe: Recipe): ReadonlySet<string> {
  return new Set([...changesOf(recipe).map(({ file }) => file), ...(recipe.written ?? [])]);
}

/** The texts of the changed files. Throws when a place that a change needs is no longer there, or there twice. */
export function textsAfter(changes: readonly Change[], read: (file: string) => string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, before, text } of changes) {
    if (before === undefined) {
      texts.set(file, text);
      continue;
    }
    const [head, tail, ...more] = (texts.get(file) ?? read(file)).split(before);
    if (head === undefined || tail === undefined || more.length > 0)
      throw new Error(`${file} has to hold exactly one ${JSON.stringify(before)}`);
    texts.set(file, head + text + before + tail);
  }
  return texts;
}
