/**
 * `npm run schemas:release`: pins every new version of a topic's schema in `events/schemas/released.json`. From then on
 * programs write it, and `npm run verify` refuses a change of its file.
 */
import { releaseProblems } from '../events/schemas/release-problems.ts';
import { readTopicSchemas, writeReleased } from '../events/schemas/topic-schemas.ts';

const topics = readTopicSchemas();
const problems = topics.flatMap(releaseProblems);
const drafts = topics.flatMap(({ topic, versions, releasedSha256 }) =>
  versions.slice(releasedSha256.length).map(({ version }) => `${topic} version ${version}`),
);
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
} else if (drafts.length === 0) {
  console.log('Nothing new: every version is released.');
} else {
  writeReleased(topics);
  console.log(`Released ${drafts.join(', ')}.`);
}
