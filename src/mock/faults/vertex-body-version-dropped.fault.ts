import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-body-version-dropped',
  title: 'Takes anthropic_version out of the body',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/replay/count-tokens', 'vertex/body/version'],
  layers: () => [
    requestJson((body) => {
      delete body['anthropic_version'];
    }),
  ],
});
