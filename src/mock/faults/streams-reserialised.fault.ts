import { parseJson } from '../../wire/json.ts';
import { isObject } from '../layers/draft.ts';
import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

/** The tools of a request are what is printed anew; all else keeps its bytes. */
export default fault({
  id: 'streams-reserialised',
  title: 'Parses the bodies of streamed requests with many tools and prints them again, with blanks',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/replay/same-text'],
  layers: () => [
    requestBody((body) => {
      const { value } = parseJson(body);
      const tools = isObject(value) ? value['tools'] : undefined;
      return Array.isArray(tools) && tools.length > 3
        ? Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1))
        : body;
    }),
  ],
});
