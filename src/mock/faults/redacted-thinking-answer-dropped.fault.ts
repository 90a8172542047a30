import { dropBlocks } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'redacted-thinking-answer-dropped',
  title: 'Drops redacted thinking from streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/thinking/redacted-data'],
  layers: () => [dropBlocks(({ type }) => type === 'redacted_thinking')],
});
