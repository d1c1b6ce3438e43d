import { Bell, Layers, Mail, MessageSquareText } from 'lucide-react';
import type { ChannelChoice } from './campaign-types.ts';

const icons = { email: Mail, sms: MessageSquareText, push: Bell, all: Layers } as const;

/** The channel as a picture; its name stands beside it. */
export function ChannelIcon({ channel }: { readonly channel: ChannelChoice }) {
  const Icon = icons[channel];
  return <Icon size={16} aria-hidden="true" />;
}
