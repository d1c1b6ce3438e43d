import { describe, expect, test } from 'vitest';
import type { EmailMessage } from '../../../channels/provider.ts';
import { shownContent } from './sent-content.ts';

const token = `${'A'.repeat(42)}_`;
const email: EmailMessage = {
  channel: 'email',
  to: 'ada@shopper.example',
  from: 'Shop <hello@shop.example>',
  subject: 'Ada, your cart',
  html: `<p>Dear Ada, dear Adam</p><a href="https://engine.example/r/${token}">Back</a> <a href="https://engine.example/u/${token}/one-click">No more</a>`,
  text: `Dear Ada: https://engine.example/r/${token}`,
  headers: { 'List-Unsubscribe': `<https://engine.example/u/${token}/one-click>` },
};

describe('a message that is shown', () => {
  test('holds no token of a link, and nothing of its headers: whoever has one acts for the reader', () => {
    const shown = JSON.stringify(shownContent(email, null));
    expect(shown).not.toContain(token);
    expect(shown).toContain('https://engine.example/r/…');
    expect(shown).not.toContain('List-Unsubscribe');
  });

  test('has its address masked always, and the name of the reader where it is given, as a word only', () => {
    const { to, subject, html } = shownContent(email, 'Ada') as { to: string; subject: string; html: string };
    expect([to, subject]).toEqual(['a•••@s•••.example', 'A•••, your cart']);
    expect(html).toContain('<p>Dear A•••, dear Adam</p>');
  });

  test('masks a name as it stands in HTML, and one that is a pattern', () => {
    const written = { ...email, html: '<p>Zo&amp;e (x)</p>', subject: 'Zo&e (x)' };
    expect(shownContent(written, 'Zo&e')).toMatchObject({ html: '<p>Z••• (x)</p>', subject: 'Z••• (x)' });
    expect(shownContent(written, '(x)')).toMatchObject({ subject: 'Zo&e (•••' });
  });
});
