import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-body-stream-removed',
  title: 'Removes stream from the body, which is for Bedrock',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/body/stream'],
  layers: () => [
    requestJson((body) => {
      delete body['stream'];
    }),
  ],
});
