import { assertNever } from '../assert-never.ts';
import { stickyArm } from '../flow/sticky-arm.ts';
import { hasFields } from '../has-fields.ts';
import type { Flag } from './flag.ts';

export const flagStates = ['on', 'off'] as const;
export type FlagState = (typeof flagStates)[number];

/** What somebody said of a flag, for the platform or for a store. Times in epoch milliseconds. */
export type FlagRule =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  /** On for this share, more than 0 and less than 100 percent: the same ones each time, and a larger share keeps them. */
  | { readonly kind: 'percentage'; readonly percent: number }
  /** In this state from one moment until another, and in the other one before and after; null: from ever, for ever. */
  | {
      readonly kind: 'schedule';
      readonly state: FlagState;
      readonly from: number | null;
      readonly until: number | null;
    };

export interface AskedRule {
  /** The flag, so that the shares of two flags are not the same people. */
  readonly name: string;
  /** Who or what a share is drawn of. */
  readonly subjectId: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export function isOnBy(rule: FlagRule, { name, subjectId, nowMs }: AskedRule): boolean {
  switch (rule.kind) {
    case 'on':
      return true;
    case 'off':
      return false;
    case 'percentage':
      return isInShare(rule.percent, { name, subjectId });
    case 'schedule':
      return isWithin(rule, nowMs) === (rule.state === 'on');
    default:
      return assertNever(rule);
  }
}

/** Whether it is off for everybody who is meant, and not only for those outside of a share. */
export function stopsAll(rule: FlagRule, asked: AskedRule): boolean {
  return rule.kind !== 'percentage' && !isOnBy(rule, asked);
}

/** Since when it says what it says: since it was made, or since its schedule came to it. */
export function saysSo(rule: FlagRule, { madeAt, nowMs }: { readonly madeAt: number; readonly nowMs: number }) {
  if (rule.kind !== 'schedule') return { since: madeAt, until: null };
  const edges = [rule.from, rule.until].flatMap((edge) => edge ?? []);
  const passed = edges.filter((edge) => edge <= nowMs);
  const coming = edges.filter((edge) => edge > nowMs);
  return { since: Math.max(madeAt, ...passed), until: coming.length === 0 ? null : Math.min(...coming) };
}

/** Null: it is no rule, or none that this kind of flag may have. Never throws. */
export function readRule(value: unknown, { kind }: Pick<Flag, 'kind'>): FlagRule | null {
  if (!hasFields(value)) return null;
  switch (value['kind']) {
    case 'on':
    case 'off':
      return { kind: value['kind'] };
    case 'percentage':
      return kind === 'flag' ? readPercentage(value['percent']) : null;
    case 'schedule':
      return readSchedule(value);
    default:
      return null;
  }
}

function readPercentage(percent: unknown): FlagRule | null {
  return typeof percent === 'number' && percent > 0 && percent < 100 ? { kind: 'percentage', percent } : null;
}

function readSchedule(value: Readonly<Record<string, unknown>>): FlagRule | null {
  const { state, from, until } = value;
  if (state !== 'on' && state !== 'off') return null;
  if (!isMoment(from) || !isMoment(until)) return null;
  if (from === null && until === null) return null;
  if (from !== null && until !== null && from >= until) return null;
  return { kind: 'schedule', state, from, until };
}

function isMoment(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isSafeInteger(value));
}

function isInShare(percent: number, { name, subjectId }: Pick<AskedRule, 'name' | 'subjectId'>): boolean {
  const shares = [
    { id: 'on', share: percent },
    { id: 'off', share: 100 - percent },
  ] as const;
  return stickyArm({ subjectId, stepId: name }, shares).id === 'on';
}

function isWithin({ from, until }: Extract<FlagRule, { kind: 'schedule' }>, nowMs: number): boolean {
  return (from === null || nowMs >= from) && (until === null || nowMs < until);
}
