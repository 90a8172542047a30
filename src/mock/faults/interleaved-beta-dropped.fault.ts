import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'interleaved-beta-dropped',
  title: 'Drops the beta value of interleaved thinking',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('interleaved-thinking-')))],
});
