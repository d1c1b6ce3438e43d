import type { FlagRule } from './flag.ts';
import type { FlagChangeInput } from './use-flags.ts';

/** What is chosen in the form; `default`: nothing is said any more. */
export type RuleKind = 'default' | FlagRule['kind'];

export function ruleKindOf(rule: FlagRule | null): RuleKind {
  return rule?.kind ?? 'off';
}

/** Moments are typed by the clock of the device. */
export function readRuleForm(kind: RuleKind, values: FormData): FlagChangeInput['rule'] {
  switch (kind) {
    case 'default':
      return null;
    case 'percentage':
      return { kind, percent: Number(values.get('percent')) };
    case 'schedule': {
      const state = values.get('state') === 'on' ? 'on' : 'off';
      return { kind, state, from: momentOf(values.get('from')), until: momentOf(values.get('until')) };
    }
    default:
      return { kind };
  }
}

function momentOf(value: FormDataEntryValue | null): string | null {
  const at = new Date(`${value ?? ''}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
