import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'long-context-beta-dropped',
  title: 'Drops the beta value of the long context',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/features/long-context'],
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('context-1m-')))],
});
