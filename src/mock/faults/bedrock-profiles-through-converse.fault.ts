import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-profiles-through-converse',
  title: 'Asks for inference profiles through Converse',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/endpoints/not-converse'],
  layers: () => [
    requestTarget((target) =>
      target.includes('inference-profile%2F')
        ? target.replace(/\/invoke(-with-response)?/, '/converse')
        : target,
    ),
  ],
});
