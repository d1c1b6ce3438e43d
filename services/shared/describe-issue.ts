import type { z } from 'zod';

/** One zod issue as a path (`lines.0.quantity`) and a sentence that says what would be right. */
export function describeIssue(issue: z.core.$ZodIssue | undefined): { path: string; message: string } {
  if (!issue) return { path: '', message: 'the input is not valid' };
  // A union reports every member's problems; the deepest one is about the member that was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest && deepest.path.length > 0) {
      const inner = describeIssue(deepest);
      return { path: joinPath([...issue.path, inner.path]), message: inner.message };
    }
  }
  return { path: joinPath(issue.path), message: issue.message };
}

function joinPath(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .filter((part) => part !== '')
    .join('.');
}
