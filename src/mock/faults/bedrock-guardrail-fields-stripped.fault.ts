import { editFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-guardrail-fields-stripped',
  title: 'Removes what a guardrail says from the last event',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/reply-extras/guardrail-events'],
  layers: () => [
    editFrames((event) => {
      delete event['amazon-bedrock-guardrailAction'];
      delete event['amazon-bedrock-trace'];
    }),
  ],
});
