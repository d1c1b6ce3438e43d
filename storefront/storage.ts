/** What outlives the page, or this page's memory where the browser or the visitor allows no storage. */
const prefix = 'cart_recovery:';
const memory: Record<string, string> = Object.create(null);
let place: Storage | undefined;
let allowed = false;

try {
  place = localStorage;
} catch {
  // Blocked: the getter itself throws.
}

/** From now on things may be stored: what was only remembered is written down. */
export function allowStorage(): void {
  allowed = true;
  for (const name in memory) write(name, memory[name] ?? '');
}

/** Forgets everything, here and in the browser. */
export function purgeAll(): void {
  allowed = false;
  for (const name in names('')) drop(name);
}

/** Another page may have changed it, so the browser is asked first. */
export function read(name: string): string | undefined {
  try {
    const stored = place?.getItem(prefix + name);
    if (stored) return `${stored}`;
  } catch {
    // Then the memory has to do.
  }
  return memory[name];
}

export function write(name: string, value: string): void {
  memory[name] = value;
  if (allowed) keep(name, value);
}

/** Stores even what says that nothing else may be stored. */
export function keep(name: string, value = '1'): void {
  try {
    place?.setItem(prefix + name, value);
  } catch {
    // Full or blocked: what was written stays in memory.
  }
}

export function drop(name: string): void {
  delete memory[name];
  try {
    place?.removeItem(prefix + name);
  } catch {
    // Nothing there, then.
  }
}

/** Everything that begins so, in no order. A record, because pages break lists. */
export function names(beginning: string): Readonly<Record<string, true>> {
  const found: Record<string, true> = Object.create(null);
  for (const name in memory) if (name.startsWith(beginning)) found[name] = true;
  try {
    for (let index = 0; place && index < place.length; index++) {
      const key = place.key(index) ?? '';
      if (key.startsWith(prefix + beginning)) found[key.slice(prefix.length)] = true;
    }
  } catch {
    // The memory has to do.
  }
  return found;
}
