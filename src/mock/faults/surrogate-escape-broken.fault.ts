import { requestBody } from '../layers/request.ts';
import { fault } from './fault.ts';

/** The text with only the first half of each surrogate pair, be it a character or as escapes. */
function halved(text: string): string {
  return text
    .replace(
      /([\ud800-\udbff])[\udc00-\udfff]/g,
      (_pair, high: string) => `\\u${high.charCodeAt(0).toString(16)}`,
    )
    .replace(/(\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}/g, '$1');
}

export default fault({
  id: 'surrogate-escape-broken',
  title: 'Cuts a surrogate pair in two when it escapes a string',
  seenIn: [],
  urls: [
    'https://github.com/anthropics/claude-code/issues/5934',
    'https://github.com/anthropics/claude-code/issues/72995',
    'https://github.com/anomalyco/opencode/issues/14630',
    'https://github.com/link-assistant/hive-mind/issues/1324',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/text/unicode', 'common/text/unicode-across-chunks'],
  seenOutside: ['outside/content/emoji', 'outside/counts/served'],
  layers: () => [requestBody((body) => Buffer.from(halved(body.toString('utf8'))))],
});
