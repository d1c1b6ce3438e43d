/** `${NAME}`, `${NAME:-default}` or `${NAME:?message}`; `$$` is a plain dollar sign. */
const variable = /\$(?:\$|\{(?<name>[A-Z0-9_]+)(?:(?<operator>:[-?])(?<rest>[^}]*))?\})/g;

/** Replaces variables as Compose does when only those without a default are set, to `readValue(name)`. */
export function fillIn(text: string, readValue: (name: string) => string): string {
  return text.replace(variable, (...match) => {
    const { name, operator, rest = '' } = match.at(-1) as { name?: string; operator?: string; rest?: string };
    if (name === undefined) return '$';
    return operator === ':-' ? rest : readValue(name);
  });
}

/** The names of all variables in the text. */
export function variablesOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(variable)].flatMap(({ groups }) => groups?.name ?? []));
}
