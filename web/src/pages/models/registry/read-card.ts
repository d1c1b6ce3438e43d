/** The part of Markdown that trainers write in model cards; everything else stays the text that it is. */
export type CardBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly CardSpan[] }
  | { readonly kind: 'paragraph'; readonly text: readonly CardSpan[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly CardSpan[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly CardSpan[])[];
      readonly rows: readonly (readonly (readonly CardSpan[])[])[];
    };

export type CardSpan =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

type LineKind = 'heading' | 'list' | 'table' | 'empty' | 'paragraph';

const codeOrStrongOrLink = /`([^`]{1,400})`|\*\*([^*]{1,400})\*\*|\[([^\]]{1,400})\]\((https:\/\/[^)\s]{1,400})\)/g;

export function readCard(markdown: string): readonly CardBlock[] {
  const blocks: CardBlock[] = [];
  let gathered: string[] = [];
  let gathering: LineKind = 'empty';
  const end = (): void => {
    const block = blockOf(gathering, gathered);
    if (block) blocks.push(block);
    gathered = [];
  };
  for (const line of markdown.split('\n')) {
    const kind = kindOf(line);
    // A line that only goes on belongs to the item above it.
    const goesOn = kind === gathering || (kind === 'paragraph' && gathering === 'list');
    if (!goesOn || kind === 'heading') {
      end();
      gathering = kind;
    }
    gathered.push(line);
  }
  end();
  return blocks;
}

function kindOf(line: string): LineKind {
  if (line.trim() === '') return 'empty';
  if (line.startsWith('#')) return 'heading';
  if (line.startsWith('- ')) return 'list';
  return line.startsWith('|') ? 'table' : 'paragraph';
}

function blockOf(kind: LineKind, lines: readonly string[]): CardBlock | null {
  switch (kind) {
    case 'empty':
      return null;
    case 'heading': {
      const text = lines.join(' ');
      const level = text.length - text.replace(/^#+/, '').length;
      return { kind, level, text: readSpans(text.slice(level).trim()) };
    }
    case 'paragraph':
      return { kind, text: readSpans(lines.join(' ')) };
    case 'list':
      return { kind, items: itemsOf(lines).map(readSpans) };
    case 'table': {
      const [head = [], ...rows] = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf);
      return { kind, head, rows };
    }
  }
}

function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

function cellsOf(line: string): readonly (readonly CardSpan[])[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => readSpans(cell.trim()));
}

function readSpans(text: string): readonly CardSpan[] {
  const found: CardSpan[] = [];
  let end = 0;
  for (const match of text.matchAll(codeOrStrongOrLink)) {
    const [all, code, strong, label, url] = match;
    if (match.index > end) found.push({ kind: 'text', text: text.slice(end, match.index) });
    if (code !== undefined) found.push({ kind: 'code', text: code });
    else if (strong !== undefined) found.push({ kind: 'strong', text: strong });
    else found.push({ kind: 'link', text: label ?? '', url: url ?? '' });
    end = match.index + all.length;
  }
  if (end < text.length) found.push({ kind: 'text', text: text.slice(end) });
  return found;
}
