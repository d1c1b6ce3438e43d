/** Who a message is from, as `Name <address>`: the store's own name where it has one, at the address that may send. */
export function senderOf({ senderName }: { readonly senderName: string | null }, defaultFrom: string): string {
  if (senderName === null || senderName.trim() === '') return defaultFrom;
  const address = /<([^<>]+)>\s*$/.exec(defaultFrom)?.[1] ?? defaultFrom;
  return `${senderName.replaceAll(/[\r\n<>"]/g, ' ').trim()} <${address}>`;
}
