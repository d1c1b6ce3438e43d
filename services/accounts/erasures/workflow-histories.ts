/** The way to the histories of workflows. `gone`: there is neither a run nor a history with this id. */
export interface WorkflowHistories {
  look(workflowId: string): Promise<'running' | 'closed' | 'gone'>;
  /** Asks for the history of a closed run to be deleted; that it is gone shows a later look. */
  delete(workflowId: string): Promise<void>;
}
