import { z } from '@hono/zod-openapi';
import { newKeyInput, scopesSchema } from '../../../services/accounts/api-keys/create.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const newKeySchema = newKeyInput.openapi('NewApiKey');

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: scopesSchema,
    createdAt: momentSchema,
    revokedAt: momentSchema.nullable(),
  })
  .openapi('ApiKey');

export const createdKeySchema = keySchema
  .extend({ key: z.string().openapi({ description: 'The key itself: shown this once.' }) })
  .openapi('CreatedApiKey');

export const keyExample = {
  id: '0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33',
  name: 'storefront',
  prefix: 'crk_Zk3v9aQ1',
  scopes: ['events:write'],
  createdAt: '2026-11-22T10:00:00.000Z',
  revokedAt: null,
} as const;
export const createdKeyExample = {
  ...keyExample,
  key: 'crk_Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI5b91f27',
} as const;
