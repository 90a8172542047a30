import { refuseWhen } from '../layers/request.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const LARGE = 300_000;

export default fault({
  id: 'waf-sampled-large-body',
  title: 'Inspects only large bodies for attacks',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/source-code/500-kb'],
  layers: () => [
    refuseWhen((_request, body) => {
      const isHostile = body.length > LARGE && /<script|drop\s+table/i.test(body.toString('latin1'));
      return isHostile
        ? textAnswer(403, 'text/html', '<html><title>403 Forbidden</title></html>')
        : undefined;
    }),
  ],
  slow: ['common/source-code/500-kb'],
});
