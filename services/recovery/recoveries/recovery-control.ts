/** What an operator may tell a running recovery. */
export const recoveryCommands = ['pause', 'resume', 'skip-wait', 'stop'] as const;
export type RecoveryCommand = (typeof recoveryCommands)[number];

/** The way to running workflows. `gone`: there is none with this id any more. */
export interface RecoveryControl {
  tell(workflowId: string, command: RecoveryCommand): Promise<'told' | 'gone'>;
}
