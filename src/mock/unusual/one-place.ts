import { managed } from '../layers/credentials.ts';
import { requestTarget } from '../layers/request.ts';
import { unusual } from './unusual.ts';

const LOCATION = 'europe-west1';

export default unusual({
  id: 'one-place',
  title: 'Sends all that is for Google to the one project and location that it has',
  warns: [],
  layers: (keys) => [
    managed(keys),
    requestTarget((target) =>
      target.replace(/\/projects\/[^/]+\/locations\/[^/]+/, `/projects/the-company/locations/${LOCATION}`),
    ),
  ],
  declares: { upstreamLocation: LOCATION },
});
