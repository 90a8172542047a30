import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-location-rewritten',
  title: 'Sends every request to the one location that it has',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/endpoints/locations'],
  layers: () => [requestTarget((target) => target.replace(/\/locations\/[^/]+/, '/locations/us-east5'))],
});
