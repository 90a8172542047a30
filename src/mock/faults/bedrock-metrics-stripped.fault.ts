import { editFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-metrics-stripped',
  title: 'Removes the invocation metrics from the last event',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/bytes', 'bedrock/reply-extras/metrics'],
  layers: () => [
    editFrames((event) => {
      delete event['amazon-bedrock-invocationMetrics'];
    }),
  ],
});
