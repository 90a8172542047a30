import { parseJson } from '../../wire/json.ts';
import { cutShort, once, received } from '../layers/bytes.ts';
import { isStream, withContent } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'answer-reserialised',
  title: 'Parses whole messages and prints them again',
  seenIn: ['Portkey'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/error-envelope/bytes'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (isStream(response)) return response;
      const { bytes, cut } = await received(response.body);
      if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
      const { value } = parseJson(bytes);
      return value === undefined
        ? { ...response, body: once(bytes) }
        : withContent(response, Buffer.from(JSON.stringify(value)));
    },
  ],
});
