import { parseJson } from '../../wire/json.ts';
import { encodeException } from '../encode/event-stream.ts';
import { isObject } from '../layers/draft.ts';
import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-exception-message-hidden',
  title: 'Hides the message of exceptions',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/exceptions/type-and-message'],
  layers: () => [
    frames(() => (one) => {
      if (one.carried.is !== 'exception') return [one];
      const { value } = parseJson(one.frame.payload);
      const { message: _hidden, ...more } = isObject(value) ? value : {};
      return [encodeException(one.carried.type, 'The model could not answer.', more)];
    }),
  ],
});
