import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-stream-as-raw-predict',
  title: 'Asks without streaming where a stream was asked for',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: [
    'messages/stream-framing/event-line',
    'messages/stream-headers/event-stream-type',
    'vertex/endpoints/stream-raw-predict',
  ],
  layers: () => [requestTarget((target) => target.replace('streamRawPredict', 'rawPredict'))],
});
