import type { DriftAlarm, DriftReport, SuspectedCause } from './drift-report.ts';

/**
 * What is most likely behind alarms. Data that changed is suspected first: whatever is made of it is then wrong too. If people do
 * otherwise than before at the same chance, it is them; if only other chances are given, it is other carts.
 */
export function suspectedCause(
  { features, slices }: Pick<DriftReport, 'features' | 'slices'>,
  alarms: readonly DriftAlarm[],
): SuspectedCause | null {
  const quality = alarms.find(({ kind }) => kind === 'stopped' || kind === 'missing' || kind === 'unseen');
  if (quality) return { kind: 'quality', feature: 'feature' in quality ? quality.feature : null };
  const realised = alarms.find((alarm) => alarm.kind === 'realised');
  const outcomes = slices.filter(({ outcome }) => outcome?.moved);
  const slice = outcomes.toSorted((a, b) => (a.outcome?.p ?? 1) - (b.outcome?.p ?? 1))[0];
  if (realised || slice)
    return {
      kind: 'behaviour',
      group: realised?.group ?? 'untouched',
      direction: realised?.direction ?? null,
      slice: slice ? { feature: slice.feature, value: slice.value } : null,
    };
  if (alarms.length === 0) return null;
  const moved = features.filter(({ spread }) => spread?.moved);
  const furthest = moved.toSorted((a, b) => distanceOf(b) - distanceOf(a))[0];
  return { kind: 'visitors', feature: furthest?.name ?? null };
}

/** How many times as large as chance allows. */
export function distanceOf({ spread }: DriftReport['features'][number]): number {
  return spread ? spread.psi / spread.psiLimit : 0;
}
