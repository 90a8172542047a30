import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-path-encoded-twice',
  title: 'Encodes the model of a path that came encoded',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/either-spelling'],
  layers: () => [requestTarget((target) => target.replaceAll('%40', '%2540'))],
});
