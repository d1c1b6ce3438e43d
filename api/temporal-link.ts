/** Makes links to workflows in the Temporal UI; without a UI there are none. */
export function createTemporalLink({
  uiUrl,
  namespace,
}: {
  readonly uiUrl: string | null;
  readonly namespace: string;
}) {
  return (workflowId: string): string | null =>
    uiUrl === null
      ? null
      : `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
