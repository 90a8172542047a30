import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-frame-over-64-kb-lost',
  title: 'Loses frames that are longer than its buffer of 64 KB',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/any-length'],
  layers: () => [frames(() => (one) => (one.frame.bytes.length > 65_536 ? [] : [one]))],
});
