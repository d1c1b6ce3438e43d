import { describe, expect, test } from 'vitest';
import { plainText, readableText } from './plain-text.ts';

describe('a name as a shop keeps it for its pages', () => {
  test.each([
    ['Salt &amp; Pepper &#8211; 2&nbsp;pcs. <strong>XL</strong>', 'Salt & Pepper – 2 pcs. XL'],
    ['L&#8217;Atelier &#x2013; caf&eacute;', 'L’Atelier – café'],
    ['Tea<br/>pot<br>of  <p>glass</p>', 'Tea pot of glass'],
    ['Sun<em>flower</em> seeds<!-- organic -->', 'Sunflower seeds'],
    ['&lt;b&gt; a book on HTML', '<b> a book on HTML'],
    ['&amp;lt; is less', '&lt; is less'],
    ['AT&T cable, 3 < 4 and 5 > 4', 'AT&T cable, 3 < 4 and 5 > 4'],
    ['I <3 tea', 'I <3 tea'],
    ['<img src=x onerror=alert(1)>Mug', 'Mug'],
  ])('%j is read as %j', (kept, read) => {
    expect(readableText(kept, 300)).toBe(read);
  });

  test.each([[''], ['  '], ['<br>'], ['&nbsp;'], [7], [null]])('%j is none', (value) => {
    expect(readableText(value, 300)).toBeUndefined();
  });
});

describe('a text that is too long', () => {
  test.each([
    ['ab👩‍👩‍👧‍👦cd', 8, 'ab'],
    ['ab👩‍👩‍👧‍👦cd', 13, 'ab👩‍👩‍👧‍👦'],
    ['e\u0301e\u0301', 3, 'e\u0301'],
    ['🇦🇹🇩🇪', 5, '🇦🇹'],
    ['abcdef', 3, 'abc'],
  ])('%s in %i is %s: it is cut between signs', (text, lengthMax, cut) => {
    expect(plainText(text, lengthMax)).toBe(cut);
  });
});
