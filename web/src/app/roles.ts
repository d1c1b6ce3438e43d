import type { MessageKey } from '../i18n/message-key.ts';

/** The roles of a team, the widest first. */
export const teamRoles = ['store_owner', 'marketer', 'analyst', 'developer', 'support', 'api_user'] as const;
export type TeamRole = (typeof teamRoles)[number];

export function roleLabel(role: TeamRole): MessageKey {
  return `role.${role}`;
}

/** What the role may do, in words. */
export function roleText(role: TeamRole): MessageKey {
  return `role.${role}.text`;
}
