import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-v1-doubled',
  title: 'Adds /v1 to a path that has it',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/base-with-v1'],
  layers: () => [requestTarget((target) => `/v1${target}`)],
});
