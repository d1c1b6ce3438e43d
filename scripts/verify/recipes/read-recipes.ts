/** What README.md says of one recipe. */
export interface ToldRecipe {
  /** How many files it takes. */
  readonly files: number;
  /** The paragraph, which names them. */
  readonly words: string;
}

/** The paragraphs that begin like `**a route** (2 files).`, by what is added. */
export function readRecipes(markdown: string): ReadonlyMap<string, ToldRecipe> {
  const paragraphs = markdown.split(/\n\n/);
  return new Map(
    paragraphs.flatMap((words) => {
      const [, name, files] = /^\*\*([^*\n]+)\*\* \((\d+) files?[,)]/.exec(words) ?? [];
      return name === undefined ? [] : [[name, { files: Number(files), words }] as const];
    }),
  );
}
