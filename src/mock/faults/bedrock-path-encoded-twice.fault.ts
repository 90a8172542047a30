import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-path-encoded-twice',
  title: 'Encodes a path again that came encoded',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/model-ids/one-segment'],
  layers: () => [requestTarget((target) => target.replace(/^[^?]*/, (path) => path.replaceAll('%', '%25')))],
});
