import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-exceptions-dropped',
  title: 'Passes frames on by their :event-type, which exceptions do not have',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/exceptions/type-and-message'],
  layers: () => [dropFrames(({ is }) => is === 'exception')],
});
