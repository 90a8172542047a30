import { open } from '../layers/credentials.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'opened',
  title: "Sends the provider's credential on anybody's request",
  warns: [],
  layers: (keys) => [open(keys)],
});
