/** Where something stands on a canvas, by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;
export type Direction = keyof typeof directions;

export function isDirection(key: string): key is Direction {
  return Object.hasOwn(directions, key);
}

/** The nearest box in a direction: what lies straight ahead before what lies aside. Null: there is none. */
export function neighbour(boxes: ReadonlyMap<string, Box>, id: string, direction: Direction): string | null {
  const from = boxes.get(id);
  if (!from) return null;
  const [dx, dy] = directions[direction];
  const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });
  const here = middle(from);
  let nearest: { readonly id: string; readonly far: number } | null = null;
  for (const [other, box] of boxes) {
    const there = middle(box);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = ahead + 2 * aside;
    if (ahead > 1 && (nearest === null || far < nearest.far)) nearest = { id: other, far };
  }
  return nearest?.id ?? null;
}
