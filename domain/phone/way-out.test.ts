import { describe, expect, test } from 'vitest';
import { namesWayOut, type SmsSender, wayOutOf } from './way-out.ts';

const letters: SmsSender = { takesAnswers: false, stopNumbers: { FR: '36111' } };
const link = 'https://recover.example/u/abc';

describe('the way out of an SMS', () => {
  test('is an answer where the sender takes one', () => {
    expect(wayOutOf(undefined, ['FR'])).toEqual({ kind: 'answer' });
    expect(wayOutOf({ ...letters, takesAnswers: true }, ['US'])).toEqual({ kind: 'answer' });
  });

  test.each([
    ['the number that takes a STOP in France', ['FR'], letters, { kind: 'stop_number', number: '36111' }],
    ['none in France without that number', ['FR'], { ...letters, stopNumbers: {} }, { kind: 'none' }],
    ['none where networks carry no letters', ['US', 'CA'], letters, { kind: 'none' }],
    ['a link elsewhere', ['AT'], letters, { kind: 'link' }],
    ['a link where nobody knows the country', [], letters, { kind: 'link' }],
  ] as const)('of a sender of letters is %s (field 39)', (_, countries, sender, way) => {
    expect(wayOutOf(sender, countries)).toEqual(way);
  });

  test.each([
    [`Your cart. Opt out: ${link}`, { kind: 'link' }, true],
    ['Your cart. Reply STOP to opt out', { kind: 'link' }, false],
    ['Votre panier. STOP 36111', { kind: 'stop_number', number: '36111' }, true],
    ['Votre panier. Stop au 36111', { kind: 'stop_number', number: '36111' }, true],
    ['Votre panier. STOP 36112', { kind: 'stop_number', number: '36111' }, false],
    [`Votre panier. ${link}`, { kind: 'stop_number', number: '36111' }, false],
    [`Your cart. STOP 36111 ${link}`, { kind: 'none' }, false],
    ['Your cart.', { kind: 'answer' }, true],
  ] as const)('of %s with %o is named: %s (field 39)', (text, way, named) => {
    expect(namesWayOut(text, way, link)).toBe(named);
  });
});
