import { createWireCodec, type WireCodec } from '../events/schemas/wire-codec.ts';
import { topics } from '../events/topics.ts';
import { lettersPerRoundMax, publishLetters } from '../services/dead-letters/publish.ts';
import type { Deps, Role } from './deps.ts';
import { openSchemaRegistry } from './open-schema-registry.ts';
import { startPollingLoop } from './polling-loop.ts';

const idlePauseMs = 2_000;
/** After a full round: more is waiting. */
const busyPauseMs = 50;

/** Copies dead letters to their topic, for whoever follows what fails. */
export function startLetterPublisher(
  deps: Pick<Deps, 'config' | 'database' | 'topicWriter' | 'log'>,
): Pick<Role, 'stop'> {
  const topic = topics.deadLetters;
  let codec: WireCodec | undefined;
  return startPollingLoop({
    name: 'publication of dead letters',
    log: deps.log,
    async round() {
      // Here and not at start: a registry that is away is waited for, and the rest of the process goes on.
      codec ??= await createWireCodec({ topic: topic.name, registry: openSchemaRegistry(deps) });
      const { encode } = codec;
      const published = await publishLetters(deps.database, (letters) =>
        deps.topicWriter.append(
          topic,
          letters.map((letter) => ({ key: letter.storeId, value: encode(letter) })),
        ),
      );
      return published < lettersPerRoundMax ? idlePauseMs : busyPauseMs;
    },
  });
}
