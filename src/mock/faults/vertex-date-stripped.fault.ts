import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-date-stripped',
  title: 'Asks for the newest model where a dated one was named',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/dated-model'],
  layers: () => [requestTarget((target) => target.replace(/(@|%40)\d{8}/, ''))],
});
