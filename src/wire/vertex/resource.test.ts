import { expect, test } from 'vitest';
import { routeOf } from '../format.ts';
import { predictionOf } from './resource.ts';

const PATH = '/projects/p/locations/us-east5/publishers/anthropic/models/';

test.each(['claude-haiku-4-5@20251001:rawPredict', 'claude-haiku-4-5%4020251001%3ArawPredict'])(
  '%s names the same model in either spelling, behind any prefix',
  (name) => {
    for (const base of ['', '/v1', '/vertex_ai/v1']) {
      expect(predictionOf(`${base}${PATH}${name}?alt=sse`)).toEqual({
        project: 'p',
        location: 'us-east5',
        model: 'claude-haiku-4-5@20251001',
        method: 'rawPredict',
      });
    }
  },
);

test('an escape of an escape is another model, and broken escapes stay as they are', () => {
  expect(predictionOf(`${PATH}m%254020251001:rawPredict`)?.model).toBe('m%4020251001');
  expect(predictionOf(`${PATH}m%4:streamRawPredict`)?.model).toBe('m%4');
});

test.each([
  `${PATH}m:predict`,
  `${PATH}m:rawpredict`,
  `${PATH.toUpperCase()}m:rawPredict`,
  `${PATH}m%253ArawPredict`,
  `${PATH}:rawPredict`,
  `${PATH}a/b:rawPredict`,
  '/projects/p/publishers/anthropic/models/m:rawPredict',
  PATH.replace('anthropic', 'google').concat('m:rawPredict'),
])('%s is no prediction of ours', (target) => {
  expect(predictionOf(target)).toBeUndefined();
  expect(routeOf('POST', target)).toBeUndefined();
});
