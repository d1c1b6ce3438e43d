import { type MeterName, meterNames } from './meter.ts';

/** How much of a meter a month of a plan includes. */
export interface MeterLimit {
  readonly included: number;
  /** Whether more is refused; else it is only told and priced. */
  readonly hard: boolean;
}

export type PlanLimits = Readonly<Partial<Record<MeterName, MeterLimit>>>;

/** Part of the public API: add, never rename. `custom` has the limits that the operator gives it. */
export const planNames = ['unlimited', 'free', 'standard', 'custom'] as const;
export type PlanName = (typeof planNames)[number];

export interface Plan {
  readonly name: PlanName;
  /** A meter that is not named has no limit. */
  readonly limits: PlanLimits;
}

/** A store that nobody gave a plan: who runs the engine for themselves has no limits. */
export const defaultPlan: Plan = { name: 'unlimited', limits: {} };

const namedLimits: Readonly<Record<Exclude<PlanName, 'custom'>, PlanLimits>> = {
  unlimited: {},
  free: {
    events: { included: 100_000, hard: true },
    active_carts: { included: 2_000, hard: true },
    messages: { included: 500, hard: true },
    predictions: { included: 2_000, hard: false },
    seats: { included: 3, hard: false },
  },
  standard: {
    events: { included: 5_000_000, hard: false },
    active_carts: { included: 100_000, hard: false },
    messages: { included: 50_000, hard: false },
    predictions: { included: 100_000, hard: false },
    seats: { included: 15, hard: false },
  },
};

/** The plan by its name; `limits` are those of `custom`, and change nothing of the others. */
export function planOf(name: PlanName, limits: PlanLimits = {}): Plan {
  return { name, limits: name === 'custom' ? limits : namedLimits[name] };
}

/** Whether it refuses anything at all. */
export function hasHardLimit({ limits }: Plan): boolean {
  return meterNames.some((meter) => limits[meter]?.hard);
}
