import { objectAt } from '../layers/draft.ts';
import { editFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-safeguards-unanswered',
  title: 'Drops the results of safeguards from binary streams',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['cloud/own-rules/safeguards'],
  layers: () => [
    editFrames((event) => {
      delete objectAt(event, 'delta')['safeguard_results'];
    }),
  ],
});
