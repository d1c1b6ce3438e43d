import type { FlowConditions, FlowProgram } from './flow.ts';
import type { FlowEventName } from './flow-event.ts';

/** What a flow wants to be told of, whatever step it is at. */
export function eventsOf({ entry, exits, steps }: FlowProgram): readonly FlowEventName[] {
  const asked = new Set<FlowEventName>(exits.map(({ name }) => name));
  const ask = ({ clicked, opened }: FlowConditions): void => {
    if (clicked !== undefined) asked.add('message_clicked');
    if (opened !== undefined) asked.add('message_opened');
  };
  ask(entry);
  for (const step of steps) {
    if (step.kind === 'wait' && step.until === 'event') asked.add(step.event.name);
    if (step.kind === 'branch') for (const { when } of step.paths) ask(when);
  }
  return [...asked].sort();
}
