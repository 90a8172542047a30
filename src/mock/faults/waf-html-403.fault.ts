import { refuseWhen } from '../layers/request.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const HOSTILE = /<script|union\s+select|drop\s+table|\/etc\/passwd/i;
const PAGE = '<html><head><title>403 Forbidden</title></head><body>Request blocked</body></html>';

export default fault({
  id: 'waf-html-403',
  title: 'Answers requests that look like an attack with an HTML page',
  seenIn: [],
  urls: [
    'https://code.claude.com/docs/en/llm-gateway-rollout',
    'https://github.com/anthropics/claude-code/issues/58294',
    'https://github.com/kodustech/kodus-ai/issues/1886',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/source-code/60-kb'],
  seenOutside: ['common/source-code/60-kb'],
  layers: () => [
    refuseWhen((_request, body) =>
      HOSTILE.test(body.toString('latin1')) ? textAnswer(403, 'text/html', PAGE) : undefined,
    ),
  ],
});
