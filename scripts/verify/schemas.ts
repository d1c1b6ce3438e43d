/** Released schemas of topics are as they were released, and what is new may follow them under the topic's declared compatibility. */
import { releaseProblems } from '../../events/schemas/release-problems.ts';
import { readTopicSchemas } from '../../events/schemas/topic-schemas.ts';
import { reportProblems } from './report-problems.ts';

const topics = readTopicSchemas();
const versions = topics.flatMap((topic) => topic.versions).length;
reportProblems(topics.flatMap(releaseProblems), `${topics.length} topics, ${versions} versions`);
