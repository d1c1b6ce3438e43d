/** A decision as it is inserted; empty texts: none. `detail` is JSON. */
export interface DecisionRow {
  readonly store_id: string;
  readonly at: string;
  readonly id: string;
  readonly kind: string;
  readonly cart_id: string;
  readonly recovery_id: string | null;
  readonly rule_id: string;
  readonly channel: string;
  readonly reason: string;
  readonly detail: string;
}
