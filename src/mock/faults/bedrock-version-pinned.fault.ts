import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-version-pinned',
  title: 'Sets anthropic_version to the one that it knows',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/version'],
  layers: () => [
    requestJson((body) => {
      if ('anthropic_version' in body) body['anthropic_version'] = 'bedrock-2023-05-31';
    }),
  ],
});
