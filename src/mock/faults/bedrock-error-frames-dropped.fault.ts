import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-error-frames-dropped',
  title: 'Knows events and exceptions, and drops error frames',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/exceptions/type-and-message'],
  layers: () => [dropFrames(({ is }) => is === 'error')],
});
