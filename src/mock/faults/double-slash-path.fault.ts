import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'double-slash-path',
  title: 'Joins a base URL that ends in a slash with a path that begins with one',
  seenIn: ['wayland'],
  urls: ['https://github.com/FerroxLabs/wayland/issues/1217'],
  formats: ['anthropic', 'vertex'],
  trips: ['common/endpoints/joined-path'],
  seenOutside: { ends: 'the gateway answered 404' },
  layers: () => [requestTarget((target) => `/${target}`)],
});
