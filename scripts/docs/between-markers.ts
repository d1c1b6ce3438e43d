/** The page with what stands between the markers of `name` replaced. Throws when the page lacks them. */
export function betweenMarkers(page: string, name: string, written: string): string {
  const [begin, end] = [`<!-- ${name}: written from the code -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`the page lacks the markers of ${name}`);
  return `${page.slice(0, from + begin.length)}\n${written}\n${page.slice(to)}`;
}
