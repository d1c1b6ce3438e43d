import type { Recipe } from './recipe.ts';

const schemas = 'services/recovery/campaigns/rule-input.ts';

export const trigger: Recipe = {
  name: 'a trigger of rules',
  first: [
    {
      file: 'domain/campaign.ts',
      before: `  /** At the first \`localTime\``,
      text: `  | { readonly trigger: 'event_seen'; readonly event: string }\n`,
    },
  ],
  asked: [
    {
      file: 'domain/due-at.ts',
      before: `    case 'prediction_high':\n      return earliest;`,
      text: `    case 'event_seen':\n`,
    },
    {
      file: 'domain/evaluate-step.ts',
      before: `    case 'time_based':\n      return null;`,
      text: `    case 'event_seen':\n`,
    },
    {
      file: 'domain/flow/compile-rules.ts',
      before: `    case 'time_based':\n      return { kind: 'send'`,
      text: `    case 'event_seen':\n`,
    },
    {
      file: schemas,
      before: `    z.strictObject({\n      ...step,\n      trigger: z.literal('time_based'),`,
      text: `    z.strictObject({ ...step, trigger: z.literal('event_seen'), event: z.string() }),\n`,
    },
  ],
};

export const condition: Recipe = {
  name: 'a condition of rules',
  first: [
    {
      file: 'domain/campaign.ts',
      before: '  readonly itemsMin?: number;',
      text: '  readonly ordersMin?: number;\n',
    },
  ],
  asked: [
    {
      file: 'domain/evaluate-step.ts',
      before: '  itemsMin: (min, { cart })',
      text: '  ordersMin: (min) => min === 0,\n',
    },
    { file: schemas, before: '    itemsMin: z.int()', text: '    ordersMin: z.int().optional(),\n' },
  ],
};

export const reason: Recipe = {
  name: 'a reason not to send',
  first: [
    {
      file: 'domain/reason-code.ts',
      before: '  campaign_ended:',
      text: `  full_moon: 'The moon is full.',\n`,
    },
  ],
  asked: [
    {
      file: 'domain/claim.ts',
      before: `    case 'privacy_request':\n      return 'stopped';`,
      text: `    case 'full_moon':\n`,
    },
  ],
};
