import { encodeException } from '../encode/event-stream.ts';
import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-exception-members-lost',
  title: 'Builds exceptions again with their message alone',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/exceptions/further-members'],
  layers: () => [
    frames(
      () => (one) =>
        one.carried.is === 'exception' ? [encodeException(one.carried.type, one.carried.message)] : [one],
    ),
  ],
});
