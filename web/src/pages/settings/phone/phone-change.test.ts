import { expect, test } from 'vitest';
import { phoneInput, priceLines } from './phone-change.ts';

const values = {
  ...{ carriers: 'rcs,whatsapp', whatsAppSources: ' checkout \n\n popup ', segmentsMax: '3', currency: 'eur' },
  prices: 'at 0,0831\nDE 0.07\nnonsense',
};

test('a form of phone messages says its order, its lines and its prices', () => {
  expect(phoneInput(values, [])).toEqual({
    ...{ carriers: ['rcs', 'whatsapp'], whatsAppSources: ['checkout', 'popup'], segmentsMax: 3, currency: 'EUR' },
    prices: [
      { country: 'AT', perSegment: '0.0831' },
      { country: 'DE', perSegment: '0.07' },
      // What is no price is refused by the API with its place, and never dropped.
      { country: 'NONSENSE', perSegment: '' },
    ],
    templates: [],
  });
});

test('prices are shown as they are typed, and SMS alone has no order', () => {
  expect(priceLines([{ country: 'AT', perSegment: '0.0831' }])).toBe('AT 0.0831');
  expect(phoneInput({ ...values, carriers: '' }, []).carriers).toEqual([]);
});
