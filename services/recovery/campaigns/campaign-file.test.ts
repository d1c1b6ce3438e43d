import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { messagesOf } from '../../../domain/flow/flow.ts';
import { anyFlow } from '../../../test/flow-story.ts';
import { fromCampaignFile, toCampaignFile } from './campaign-file.ts';
import { contentOf } from './campaign-input.ts';
import { defaultCampaign } from './default-campaign.ts';

function backFromFile(content: CampaignContent): CampaignContent & { readonly name: string } {
  const { name, ...read } = fromCampaignFile(toCampaignFile({ name: 'Spring', ...content }));
  return { name, ...contentOf(read) };
}

describe('a campaign that goes out as a file and comes back', () => {
  test('is the same, whatever its flow is', () => {
    fc.assert(
      fc.property(anyFlow, ({ version: _, ...flow }) => {
        expect(backFromFile({ rules: [], flow })).toEqual({ name: 'Spring', rules: messagesOf(flow), flow });
      }),
    );
  });

  test('keeps a way that has no conditions', () => {
    const flow = {
      ...{ entry: {}, exits: [], messagesMax: 1, start: 'fork' },
      steps: [
        { id: 'fork', kind: 'branch', paths: [{ when: {}, next: 'end' }], otherwise: 'end' },
        { id: 'end', kind: 'end' },
      ],
    } as const;
    expect(backFromFile({ rules: [], flow }).flow).toEqual(flow);
  });

  test('is the same with rules', () => {
    const { rules } = defaultCampaign;
    expect(backFromFile({ rules, flow: null })).toEqual({ name: 'Spring', rules, flow: null });
  });

  test('is something that people read', () => {
    const [first] = defaultCampaign.rules;
    if (!first) throw new Error('the default campaign has a first message');
    expect(toCampaignFile({ name: 'Spring', rules: [first], flow: null })).toBe(
      [
        ...['format: 1', 'name: Spring', 'rules:', '  - id: touch-1', '    trigger: cart_abandoned', '    delay: 1h'],
        ...['    channel: email', '    template: cart-reminder-1', ''],
      ].join('\n'),
    );
  });
});

describe('a file that is no campaign', () => {
  const file = (rest: string) => `format: 1\nname: Spring\n${rest}`;
  const rule = 'rules:\n  - id: one\n    trigger: cart_abandoned\n    channel: email\n    template: x\n    delay: ';

  test.for([
    ['no YAML', 'a: [', 'text', 'no YAML'],
    ['aliases', file('a: &a [1]\nrules: [*a, *a]'), 'text', 'aliases'],
    ['a name twice', file('name: Summer'), 'text', 'unique'],
    ['another format', 'format: 2\nname: x', 'format', 'must be 1'],
    ['a duration that is none', file(`${rule}soon`), 'rules.0.delay', '90m'],
    ['a duration in other words', file(`${rule}1 hour`), 'rules.0.delay', '90m'],
    ['a name that the API does not have', file(`${rule}1h\n    delayMs: 5\n    colour: red`), 'rules.0', 'colour'],
    ['neither rules nor a flow', file(''), 'rules', 'either'],
    ['a bare text', 'hello', '', ''],
  ] as const)('such as %s is refused by its place', ([, text, path, words]) => {
    const refused = (() => {
      try {
        return fromCampaignFile(text);
      } catch (error) {
        return error as { message: string; path?: string };
      }
    })();
    expect(refused).toMatchObject({ code: 'invalid' });
    expect(String((refused as { path?: string }).path ?? '')).toContain(path);
    expect((refused as { message: string }).message.toLowerCase()).toContain(words.toLowerCase());
  });

  test('of whatever text never makes it throw anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          fromCampaignFile(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' });
        }
      }),
    );
  });
});
