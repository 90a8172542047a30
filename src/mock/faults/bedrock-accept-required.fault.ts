import { header } from '../../wire/headers.ts';
import { refuseWhen } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-accept-required',
  title: 'Answers 406 to whoever does not ask for JSON by name',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/endpoints/invoke', 'bedrock/endpoints/stream'],
  layers: () => [
    refuseWhen(({ headers, target }) =>
      target.includes('/invoke') && header(headers, 'accept') !== 'application/json'
        ? jsonAnswer(406, { message: 'Not acceptable.' })
        : undefined,
    ),
  ],
});
