import { dropEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'comments-dropped',
  title: 'Swallows the comments of a stream',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/keep-alive/comments-fill-the-gap'],
  layers: () => [dropEvents(({ frame }) => frame.kind === 'keep-alive')],
});
