import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

/** In place, so that the lengths still fit. */
function overwritten(frame: Uint8Array): Uint8Array {
  const bytes = Buffer.from(frame);
  const at = bytes.indexOf('"p":"');
  return at < 0 ? bytes : bytes.fill('-', at + 5, bytes.indexOf('"', at + 5));
}

export default fault({
  id: 'bedrock-checksum-stale',
  title: 'Overwrites the padding of frames and leaves their checksums',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/whole'],
  layers: () => [frames(() => (one) => [one.carried.is === 'event' ? overwritten(one.frame.bytes) : one])],
});
