/** The roles of a team, and what each may do: domain/permission.ts has the exact list. */
export const rolesEn = {
  'role.store_owner': 'Owner',
  'role.store_owner.text': 'Everything in this store: also the team, keys, connections and settings.',
  'role.marketer': 'Marketer',
  'role.marketer.text': 'Campaigns, and holding or stopping recoveries. Sees all numbers; addresses are masked.',
  'role.analyst': 'Analyst',
  'role.analyst.text': 'Sees carts, messages and all numbers, and changes nothing. Addresses are masked.',
  'role.developer': 'Developer',
  'role.developer.text':
    'Connections, the snippet, keys, refused events and the audit log. Sees what shops sent as it came, addresses included.',
  'role.support': 'Support',
  'role.support.text':
    'Helps single shoppers: sees addresses in full, holds or stops recoveries, sees to privacy requests.',
  'role.api_user': 'Program',
  'role.api_user.text': 'A program that signs in and reads. For people, choose another role.',
  'role.admin': 'Administrator',
  'role.customer': 'Customer',
} as const;
