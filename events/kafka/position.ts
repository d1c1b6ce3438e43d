/**
 * A position in a partition: the offset of a record, and the topic that it is an offset of. A topic that was made anew
 * has another id, and so has another log: their positions say nothing here and count as "before the beginning".
 */
export interface OffsetPosition {
  readonly offset: number;
  readonly topicTag: string;
}

const tagLength = 8;

/** The first characters of a topic's id. */
export function topicTagOf(topicId: string): string {
  return topicId.slice(0, tagLength);
}

export function writePosition({ offset, topicTag }: OffsetPosition): string {
  return `${offset}@${topicTag}`;
}

/** The offset that a position stands for in this topic; null: none. */
export function readOffset(position: string | null, topicTag: string): number | null {
  const [offset, tag] = position?.split('@') ?? [];
  return offset !== undefined && tag === topicTag ? Number(offset) : null;
}
