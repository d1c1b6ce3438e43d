/** What a document refers to. Lines count from 1; code blocks count for commands but not for links. */
export interface References {
  readonly links: readonly Reference[];
  readonly code: readonly Reference[];
  /** Anchors that GitHub makes of the headings. */
  readonly anchors: ReadonlySet<string>;
}
export interface Reference {
  readonly text: string;
  readonly line: number;
}

const fence = /^\s*(?:```|~~~)/;
const link = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?[^)]*\)/g;
const htmlLink = /\b(?:src|srcset|href)="([^"]+)"/g;
const codeSpan = /(`+)([^`]+)\1/g;

export function readReferences(markdown: string): References {
  const links: Reference[] = [];
  const code: Reference[] = [];
  const anchors = new Map<string, number>();
  let fenced = false;
  for (const [index, content] of markdown.split('\n').entries()) {
    const line = index + 1;
    if (fence.test(content)) {
      fenced = !fenced;
    } else if (fenced) {
      code.push({ text: content, line });
    } else {
      for (const [, , text = ''] of content.matchAll(codeSpan)) code.push({ text, line });
      const prose = content.replaceAll(codeSpan, '');
      for (const pattern of [link, htmlLink]) {
        // A link's label may hold code, so links are looked for in the whole line.
        for (const [, text = ''] of (pattern === link ? content : prose).matchAll(pattern)) links.push({ text, line });
      }
      const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(content)?.[1];
      if (heading !== undefined) addAnchor(anchors, heading);
    }
  }
  return { links, code, anchors: new Set(anchors.keys()) };
}

/** GitHub's rule: lower case, spaces to dashes, everything else but letters, digits, `-` and `_` goes; repeats get a number. */
function addAnchor(anchors: Map<string, number>, heading: string): void {
  const base = heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  const repeats = anchors.get(base) ?? 0;
  anchors.set(base, repeats + 1);
  if (repeats > 0) anchors.set(`${base}-${repeats}`, 1);
}
