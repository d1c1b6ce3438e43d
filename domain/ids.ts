/**
 * A UUID as every id is written here, in lower case, and nothing else. Ids are opaque, so none carries personal data; a shop's
 * own ids ("external ids") stay in columns of their own and never leave their store.
 */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
