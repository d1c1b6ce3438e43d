/** One look at a platform for what its webhooks did not bring. Ids only: it stands in workflow histories. */
export interface ReconciliationRun {
  readonly storeId: string;
  readonly integrationId: string;
  /** Of this look, the same over its retries. */
  readonly lookId: string;
}

export type ReconciliationResult =
  | {
      readonly kind: 'done';
      /** Things that the platform named as changed. */
      readonly seen: number;
      /** Events that no webhook had brought. */
      readonly missed: number;
      readonly duplicates: number;
      readonly refused: number;
    }
  /** `denied`, `strange`: a person has to look; the next look tries again. */
  | { readonly kind: 'failed'; readonly cause: string }
  /** There is nothing to look at: switched off, without access, or removed. */
  | { readonly kind: 'off' }
  | { readonly kind: 'gone' };
