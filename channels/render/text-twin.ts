import { decodeHTML } from 'entities';
import { attributesOf } from './attributes-of.ts';

const token = /<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^'"<>])*>|[^<]+|</g;
const blocks = new Set(['p', 'div', 'tr', 'table', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr']);
/** What nobody sees: its text is none of the message's. */
const unseen = new Set(['style', 'script', 'head', 'title', 'template']);
const empty = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'col', 'wbr']);

/**
 * The plain text of an e-mail, made from what its HTML says: no hidden text, no styles, the alternative text of pictures, and
 * each target once, behind the words that lead there.
 */
export function textTwin(html: string): string {
  const told = new Set<string>();
  const links: { readonly href: string; readonly from: number }[] = [];
  /** Elements inside of one that nobody sees, with the outermost first. */
  const hidden: string[] = [];
  let text = '';
  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text = `${text.trimEnd()}\n`;
  };
  for (const [piece] of html.matchAll(token)) {
    if (!piece.startsWith('<') || piece === '<') {
      if (hidden.length === 0) text += decodeHTML(piece).replace(/[\s\u00a0]+/g, ' ');
      continue;
    }
    const [, closing, raw = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(piece) ?? [];
    const name = raw.toLowerCase();
    if (name === '') continue;
    if (closing) {
      if (hidden.at(-1) === name) hidden.pop();
      if (hidden.length > 0) continue;
      if (name === 'a') tell(links.pop());
      else if (name === 'td') text += ' ';
      else if (blocks.has(name)) newLine();
      continue;
    }
    const isEmpty = empty.has(name) || piece.endsWith('/>');
    if (hidden.length > 0 || unseen.has(name) || /display:\s*none/i.test(attribute(piece, 'style'))) {
      // Of what is unseen only elements of the same name are counted: the end of the outermost one ends it.
      if (!isEmpty && (hidden.length === 0 || hidden.at(-1) === name)) hidden.push(name);
      continue;
    }
    if (name === 'br') text = `${text.trimEnd()}\n`;
    else if (name === 'img') text += attribute(piece, 'alt');
    else if (name === 'a') links.push({ href: attribute(piece, 'href'), from: text.length });
    else if (blocks.has(name)) {
      newLine();
      if (name === 'li') text += '- ';
    }
  }
  return text
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

  function tell(link: (typeof links)[number] | undefined): void {
    if (!link || !/^(https?:|mailto:|tel:)/i.test(link.href) || told.has(link.href)) return;
    told.add(link.href);
    const words = text.slice(link.from).trim();
    text =
      words === link.href || words === ''
        ? `${text.slice(0, link.from)}${link.href}`
        : `${text.trimEnd()}: ${link.href}`;
  }
}

function attribute(tag: string, name: string): string {
  const inside = tag.slice(tag.search(/\s/), -1);
  const found = [...attributesOf(inside)].find((one) => one.name.toLowerCase() === name);
  return decodeHTML(found?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
