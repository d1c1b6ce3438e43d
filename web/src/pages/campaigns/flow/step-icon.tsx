import { Clock, Flag, MousePointerClick, Shuffle, Split, Square, Sun, Ticket } from 'lucide-react';
import { ChannelIcon } from '../channel-icon.tsx';
import type { FlowStep } from './flow-types.ts';

/** The kind of a step as a picture; its words stand beside it. */
export function StepIcon({ step }: { readonly step: FlowStep }) {
  const look = { size: 16, 'aria-hidden': true } as const;
  switch (step.kind) {
    case 'send':
      return <ChannelIcon channel={step.channel} />;
    case 'wait':
      if (step.until === 'event') return <MousePointerClick {...look} />;
      return step.until === 'window' ? <Sun {...look} /> : <Clock {...look} />;
    case 'branch':
      return <Split {...look} />;
    case 'split':
      return <Shuffle {...look} />;
    case 'offer':
      return <Ticket {...look} />;
    case 'goal':
      return <Flag {...look} />;
    case 'end':
      return <Square {...look} />;
  }
}
