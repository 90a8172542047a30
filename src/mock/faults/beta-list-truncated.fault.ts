import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-list-truncated',
  title: 'Cuts a long beta list to a fixed number of values',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/betas/long-list'],
  layers: () => [betas((values) => values.slice(0, 32))],
});
