import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

/** Integers of 17 digits and more that stand where a value stands. */
const LONG_INTEGER = /(?<=[:[,]\s*)-?\d{17,}(?=\s*[,\]}])/g;

export default fault({
  id: 'bigint-precision-lost',
  title: 'Passes integers beyond 2^53 through a double',
  seenIn: [],
  urls: [
    'https://github.com/earendil-works/pi/issues/8943',
    'https://github.com/tidwall/gjson/issues/74',
    'https://github.com/valyala/fastjson/issues/15',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/bytes/number-literals'],
  seenOutside: ['outside/settings/max-tokens'],
  layers: () => [
    requestBody((body) =>
      Buffer.from(body.toString('utf8').replace(LONG_INTEGER, (digits) => String(Number(digits)))),
    ),
  ],
});
