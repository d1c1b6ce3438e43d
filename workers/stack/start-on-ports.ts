import { choosePort, isPortFree, type PortWish } from './choose-port.ts';

/** Starts servers on ports that it chooses, one choice at a time, so that two never get the same. */
export interface PortStarter {
  /**
   * Chooses a port for each wish and starts with them. A port that another program takes in between is chosen anew,
   * unless it was asked for by number.
   */
  start<Server>(wishes: readonly PortWish[], start: (ports: readonly number[]) => Promise<Server>): Promise<Server>;
}

const attemptsMax = 5;

/** The choices are kept in `file`. */
export function createPortStarter(file: string): PortStarter {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  return {
    async start(wishes, start) {
      for (let attempt = 1; ; attempt++) {
        const ports = await inTurn(() => chooseAll(wishes, file));
        try {
          return await start(ports);
        } catch (error) {
          const free = await Promise.all(ports.map((port) => isPortFree(port)));
          if (attempt === attemptsMax || free.every(Boolean)) throw error;
        }
      }
    },
  };
}

async function chooseAll(wishes: readonly PortWish[], file: string): Promise<number[]> {
  const ports: number[] = [];
  for (const wish of wishes) ports.push(await choosePort(wish, file));
  return ports;
}
