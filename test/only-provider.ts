/** An installation with one provider: it is chosen for every message, and is the only one with a name. */
export function onlyProvider<const P extends { readonly name: string }>(provider: P) {
  return {
    choose: () => provider,
    named: (_channel: string, name: string) => (name === provider.name ? provider : undefined),
  };
}
