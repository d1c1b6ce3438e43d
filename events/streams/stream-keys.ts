/** Keys of one partition share a hash tag, so that a script may use them together on a cluster. */
export function streamKeys(prefix: string, partition: number): { readonly stream: string; readonly ids: string } {
  const tag = `{${prefix}:${partition}}`;
  return { stream: `${tag}:events`, ids: `${tag}:ids` };
}
