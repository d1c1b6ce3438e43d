import { expect, test } from 'vitest';
import { readCard } from './read-card.ts';

const plain = (text: string) => [{ kind: 'text', text }];

test('headings, paragraphs, lists that go on, and tables are read as what they are', () => {
  const card = `# Model card: store-2

What it says, in
two lines.
## Limits
- the first
  goes on
- the second

| measure | mean |
|---|---|
| AUC | 0.7 |
`;
  expect(readCard(card)).toEqual([
    { kind: 'heading', level: 1, text: plain('Model card: store-2') },
    { kind: 'paragraph', text: plain('What it says, in two lines.') },
    { kind: 'heading', level: 2, text: plain('Limits') },
    { kind: 'list', items: [plain('the first goes on'), plain('the second')] },
    { kind: 'table', head: [plain('measure'), plain('mean')], rows: [[plain('AUC'), plain('0.7')]] },
  ]);
});

test('code, weight and links are read inside of a line', () => {
  expect(readCard('a `hash`, **worse**, [paper](https://x.example/a)')).toEqual([
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: 'a ' },
        { kind: 'code', text: 'hash' },
        { kind: 'text', text: ', ' },
        { kind: 'strong', text: 'worse' },
        { kind: 'text', text: ', ' },
        { kind: 'link', text: 'paper', url: 'https://x.example/a' },
      ],
    },
  ]);
});

test('what is no part of this stays the text that it is, and nothing that runs becomes a link', () => {
  for (const text of ['<b>x</b>', '[x](javascript:alert(1))', '**never ended', '`', '[[[[']) {
    expect(readCard(text)).toEqual([{ kind: 'paragraph', text: plain(text) }]);
  }
});
