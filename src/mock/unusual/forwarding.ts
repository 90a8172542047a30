import { forwarded } from '../layers/credentials.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'forwarding',
  title: "Passes the caller's own credential on, as a plain proxy does",
  warns: [],
  layers: () => [forwarded()],
});
