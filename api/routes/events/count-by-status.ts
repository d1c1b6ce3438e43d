/** How many items of a batch went which way. */
export function countByStatus(results: readonly { readonly status: 'accepted' | 'duplicate' | 'rejected' }[]) {
  let [accepted, duplicates, rejected] = [0, 0, 0];
  for (const { status } of results) {
    if (status === 'accepted') accepted += 1;
    else if (status === 'duplicate') duplicates += 1;
    else rejected += 1;
  }
  return { accepted, duplicates, rejected };
}
