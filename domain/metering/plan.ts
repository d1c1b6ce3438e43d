import { type MeterName, meterNames } from './meter.ts';

/** How much of a meter a month of a plan includes. */
export interface MeterLimit {
  readonly included: number;
  /** Whether more is refused; else it is only told and priced. */
  readonly hard: boolean;
}

export type PlanLimits = Readonly<Partial<Record<MeterName, MeterLimit>>>;

/**
 * The engine's own. Part of the public API: add, never rename. `custom` has the limits that the operator gives it in one store;
 * further plans are made by the operator, each under a name of its own.
 */
export const planNames = ['unlimited', 'free', 'standard', 'custom'] as const;
export type OwnPlanName = (typeof planNames)[number];

/** Letters and digits of ASCII, in parts that hyphens join. */
export const planNamePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const planNameLengthMax = 40;

export interface Plan {
  readonly name: string;
  /** A meter that is not named has no limit. */
  readonly limits: PlanLimits;
}

/** A store that nobody gave a plan: who runs the engine for themselves has no limits. */
export const defaultPlan: Plan = { name: 'unlimited', limits: {} };

export const namedLimits: Readonly<Record<Exclude<OwnPlanName, 'custom'>, PlanLimits>> = {
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

/** The plan by its name; `limits` are those of `custom` and of plans that were made, and change nothing of the others. */
export function planOf(name: string, limits: PlanLimits = {}): Plan {
  return { name, limits: isNamed(name) ? namedLimits[name] : limits };
}

function isNamed(name: string): name is keyof typeof namedLimits {
  return Object.hasOwn(namedLimits, name);
}

export function isOwnPlan(name: string): name is OwnPlanName {
  return planNames.some((own) => own === name);
}

/** A plan that a store is to have from a month on. */
export interface NextPlan extends Plan {
  /** `2026-12`, by the clock of the store. */
  readonly from: string;
}

/** What was said of a store: the plan that it has, and at most one that follows. */
export interface SaidPlan {
  readonly plan: Plan;
  readonly next: NextPlan | null;
}

/** The plan of a month, `2026-12`: from its first month on the next one holds, without anybody having to do anything. */
export function planIn({ plan, next }: SaidPlan, period: string): Plan {
  return next !== null && next.from <= period ? { name: next.name, limits: next.limits } : plan;
}

/** The same as it stands in a month: what has begun is no plan for later. */
export function saidPlanIn(said: SaidPlan, period: string): SaidPlan {
  return { plan: planIn(said, period), next: said.next !== null && said.next.from > period ? said.next : null };
}

/** Whether it refuses anything at all. */
export function hasHardLimit({ limits }: Plan): boolean {
  return meterNames.some((meter) => limits[meter]?.hard);
}
