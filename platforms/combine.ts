import type { Translation } from './platform.ts';

/**
 * What a batch means: the events of all its parts. Parts that cannot be understood do not hold up the others; only a
 * batch without any event is refused or ignored as a whole, with the reason of its first part. `items` are the parts as
 * they came.
 */
export function combine(parts: readonly Translation[], items: readonly unknown[] = []): Translation {
  const events = parts.flatMap((part) => (part.kind === 'events' ? part.events : []));
  const refused = parts.flatMap((part, index) =>
    part.kind === 'refused'
      ? [
          {
            path: [index, part.path].filter((step) => step !== '').join('.'),
            message: part.message,
            part: items[index],
          },
        ]
      : [],
  );
  const [first] = refused;
  if (events.length > 0) return { kind: 'events', events, ...(refused.length > 0 && { refused }) };
  if (first) return { kind: 'refused', path: first.path, message: first.message };
  return parts[0] ?? { kind: 'ignored', reason: 'not_needed' };
}
