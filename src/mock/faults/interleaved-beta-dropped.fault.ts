import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'interleaved-beta-dropped',
  title: 'Drops the beta value of interleaved thinking',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/betas/every-value',
    'messages/features/interleaved-thinking',
    'messages/replay/beta-values',
  ],
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('interleaved-thinking-')))],
});
