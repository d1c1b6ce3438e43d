/** Marks a branch that the types prove unreachable: the compiler fails when a union grows a member nobody handles. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
