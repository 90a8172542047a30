import { managed } from '../layers/credentials.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'managing',
  title: "Takes the developer's credential and sends the provider's: the reference gateway",
  warns: [],
  layers: (keys) => [managed(keys)],
});
