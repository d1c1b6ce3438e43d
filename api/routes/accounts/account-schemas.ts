import { z } from '@hono/zod-openapi';
import { memberRoles, permissions, roles } from '../../../domain/permission.ts';
import { newAccountInput } from '../../../services/accounts/invitations/accept.ts';
import { newInvitationInput } from '../../../services/accounts/invitations/create.ts';
import { newAccountLinkInput } from '../../../services/accounts/links/make.ts';
import { setUpInput } from '../../../services/accounts/links/set-up.ts';
import { signInInput } from '../../../services/accounts/sessions/sign-in.ts';
import { passwordChangeInput } from '../../../services/accounts/users/change-password.ts';
import { ownChangeInput } from '../../../services/accounts/users/update-own.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const signInSchema = signInInput.openapi('SignIn');
export const signInExample = { email: 'ada@shop.example', password: 'a long sentence only I know' } as const;

export const signInAnswerSchema = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('signed_in') }),
    z.object({
      status: z.literal('second_factor'),
      challenge: z.string().openapi({ description: 'For POST /v1/auth/second-factor, within five minutes.' }),
      methods: z.array(z.enum(['totp', 'passkey'])),
    }),
  ])
  .openapi('SignInAnswer');
export const signedInExample = { status: 'signed_in' } as const;

export const meSchema = z
  .object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string(), locale: z.string() }),
    admin: z.boolean().openapi({ description: 'May do everything, in each store and in the installation.' }),
    stores: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          url: z.string().nullable(),
          timeZone: z.string(),
          currency: z.string().nullable().openapi({ description: 'Of the newest order; null before the first.' }),
          locale: z.string(),
          role: z.enum(roles),
          permissions: z.array(z.enum(permissions)).readonly(),
          secondFactor: z.object({ dueAt: momentSchema, overdue: z.boolean() }).nullable().openapi({
            description:
              'That a second factor is demanded of you there, which you do not have. Once it is overdue you hold no permission there.',
          }),
        }),
      )
      .readonly(),
  })
  .openapi('Me');

export const meExample = {
  user: { id: '0199a3d0-1f2e-7a10-8c44-5d0b7f6a1e21', email: 'ada@shop.example', name: 'Ada', locale: 'en' },
  admin: false,
  stores: [
    {
      id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
      name: 'Lamp Shop',
      url: 'https://shop.example',
      timeZone: 'Europe/Vienna',
      currency: 'EUR',
      locale: 'de-AT',
      role: 'analyst',
      permissions: ['carts:read', 'stats:read'],
      secondFactor: null,
    },
  ],
} as const;

const userId = '0199a3d0-1f2e-7a10-8c44-5d0b7f6a1e21';
const storeId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';
const token = 'Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI';

export const ownSessionSchema = z
  .object({
    id: z.string(),
    agent: z.string().openapi({ description: 'Browser and system, coarsely.' }),
    createdAt: momentSchema,
    lastSeenAt: momentSchema,
    current: z.boolean().openapi({ description: 'The one that asks.' }),
  })
  .openapi('Session');
export const ownSessionExample = {
  id: '0199a3d1-52c0-7d11-9a3e-0b6f3c2d4e55',
  agent: 'Firefox on Windows',
  createdAt: '2026-11-24T08:00:00.000Z',
  lastSeenAt: '2026-11-24T09:00:00.000Z',
  current: true,
} as const;

export const ownChangeSchema = ownChangeInput.openapi('OwnChange');

export const passwordChangeSchema = passwordChangeInput.openapi('PasswordChange');
export const passwordChangeExample = {
  currentPassword: 'a long sentence only I know',
  newPassword: 'another sentence nobody has read',
} as const;

export const setUpSchema = setUpInput.openapi('SetUp');
export const setUpExample = {
  token,
  email: 'ada@shop.example',
  name: 'Ada',
  password: 'a long sentence only I know',
} as const;

export const newAccountLinkSchema = newAccountLinkInput.openapi('NewAccountLink');
export const accountLinkSchema = z
  .object({ url: z.string().openapi({ description: 'Shown this once.' }), expiresAt: momentSchema })
  .openapi('AccountLink');
export const accountLinkExample = {
  url: `https://recover.example.com/set-up#${token}`,
  expiresAt: '2026-11-25T09:00:00.000Z',
} as const;

export const memberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(memberRoles),
    joinedAt: momentSchema,
    deactivatedAt: momentSchema.nullable(),
  })
  .openapi('Member');
export const memberExample = {
  id: userId,
  name: 'Ada',
  email: 'ada@shop.example',
  role: 'analyst',
  joinedAt: '2026-11-24T08:00:00.000Z',
  deactivatedAt: null,
} as const;
export const roleChangeSchema = z.object({ role: z.enum(memberRoles) }).openapi('RoleChange');

export const newInvitationSchema = newInvitationInput.openapi('NewInvitation');
export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(memberRoles),
    createdAt: momentSchema,
    expiresAt: momentSchema,
  })
  .openapi('Invitation');
export const invitationExample = {
  id: '0199a3d2-77aa-7b20-8e11-2c9d0f4a6b33',
  email: 'grace@shop.example',
  role: 'marketer',
  createdAt: '2026-11-24T08:00:00.000Z',
  expiresAt: '2026-12-01T08:00:00.000Z',
} as const;
export const createdInvitationSchema = z
  .object({
    invitation: invitationSchema,
    delivery: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mailed') }),
      z.object({
        kind: z.literal('link'),
        url: z.string().openapi({ description: 'No provider took the mail: bring this link to the person.' }),
      }),
    ]),
  })
  .openapi('CreatedInvitation');
export const createdInvitationExample = { invitation: invitationExample, delivery: { kind: 'mailed' } } as const;

export const tokenParams = z.object({
  token: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'token', in: 'path' }, example: token }),
});
export const shownInvitationSchema = z
  .object({
    storeName: z.string(),
    email: z.string(),
    role: z.enum(memberRoles),
    expiresAt: momentSchema,
    hasAccount: z.boolean().openapi({ description: 'True: sign in with it to join. False: joining makes one.' }),
  })
  .openapi('ShownInvitation');
export const shownInvitationExample = {
  storeName: 'Lamp Shop',
  email: 'grace@shop.example',
  role: 'marketer',
  expiresAt: '2026-12-01T08:00:00.000Z',
  hasAccount: false,
} as const;
export const newAccountSchema = newAccountInput.partial().openapi('NewAccount');
export const newAccountExample = { name: 'Grace', password: 'a long sentence only I know' } as const;
export const joinedSchema = z
  .object({ status: z.enum(['joined', 'signed_up']), storeId: z.string() })
  .openapi('Joined');
export const joinedExample = { status: 'signed_up', storeId } as const;
