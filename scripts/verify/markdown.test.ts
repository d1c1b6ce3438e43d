import { describe, expect, test } from 'vitest';
import { readReferences } from './markdown.ts';

const texts = (references: readonly { text: string }[]) => references.map(({ text }) => text);

describe('references of a document', () => {
  test('are its links, pictures and HTML sources with their line', () => {
    const { links } = readReferences('See [the map](docs/map.md#top "t").\n\n![way](a.svg)\n<img src="b.svg">');
    expect(links).toEqual([
      { text: 'docs/map.md#top', line: 1 },
      { text: 'a.svg', line: 3 },
      { text: 'b.svg', line: 4 },
    ]);
  });

  test('are its code spans and the lines of its code blocks, where nothing counts as a link', () => {
    const { code, links } = readReferences('Run `npm test`.\n```sh\nnpm start [x](y)\n```');
    expect(texts(code)).toEqual(['npm test', 'npm start [x](y)']);
    expect(links).toEqual([]);
  });

  test('a link whose label is code is a link', () => {
    expect(texts(readReferences('[`domain/`](domain/cart.ts)').links)).toEqual(['domain/cart.ts']);
  });

  test('headings become the anchors that GitHub makes of them, repeated ones numbered', () => {
    const { anchors } = readReferences('# Two commands: `npm start`!\n## Map\n## Map');
    expect([...anchors]).toEqual(['two-commands-npm-start', 'map', 'map-1']);
  });
});
