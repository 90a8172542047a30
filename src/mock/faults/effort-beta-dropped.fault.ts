import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'effort-beta-dropped',
  title: 'Drops the beta value of effort and keeps the field',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/betas/every-value', 'messages/features/effort', 'messages/replay/beta-values'],
  layers: () => [betas((values) => values.filter((value) => !value.startsWith('effort-')))],
});
