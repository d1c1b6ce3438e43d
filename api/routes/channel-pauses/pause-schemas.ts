import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const channelPauseSchema = z
  .object({
    channel: z.enum(channels),
    measure: z.enum(['complaint_rate', 'bounce_rate']).openapi({ description: 'The rate that was too high.' }),
    messages: z.int().openapi({ description: 'What it was counted from: the newest messages that a provider took.' }),
    counted: z.int().openapi({ description: 'Of these, how many were complained about or bounced.' }),
    pausedAt: momentSchema,
  })
  .openapi('ChannelPause');

export const channelPauseExample = {
  channel: 'email',
  measure: 'complaint_rate',
  messages: 2_140,
  counted: 7,
  pausedAt: '2026-11-26T09:58:12.000Z',
} as const;
