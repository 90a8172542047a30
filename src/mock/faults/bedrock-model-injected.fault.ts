import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-model-injected',
  title: 'Puts the model of the path into the body, too',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/path-says-it'],
  layers: () => [
    requestJson((body, { target }) => {
      const model = /\/model\/([^/]+)\/invoke/.exec(target)?.[1];
      if (model !== undefined) body['model'] = decodeURIComponent(model);
    }),
  ],
});
