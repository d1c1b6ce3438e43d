/** Prints what a check found, one line each, and sets the exit code; prints what was looked at when all is well. */
export function reportProblems(problems: readonly string[], looked: string): void {
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log(looked);
  else process.exitCode = 1;
}
