import { expect, test } from 'vitest';
import { BASE_URLS, below } from './base-urls.ts';

test.each([
  ['anthropic', 'https://api.anthropic.com/v1/messages'],
  ['bedrock', 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/a%2Fb/invoke'],
  ['bedrock', 'https://bedrock.us-gov-west-1.amazonaws.com/inference-profiles'],
  ['vertex', 'https://aiplatform.googleapis.com/v1/projects/p'],
  ['vertex', 'https://aiplatform.eu.rep.googleapis.com/v1/projects/p'],
  ['vertex', 'https://us-east5-aiplatform.googleapis.com/v1/projects/p'],
  ['vertex', 'https://oauth2.googleapis.com/token'],
  ['vertex', 'https://www.googleapis.com/oauth2/v4/token'],
  ['vertex', 'http://metadata.google.internal./computeMetadata/v1/instance'],
  ['vertex', 'http://169.254.169.254/'],
  ['foundry', 'https://a-resource.services.ai.azure.com/anthropic/v1/messages'],
  ['aws', 'https://aws-external-anthropic.us-west-2.api.aws/v1/messages'],
  ['mantle', 'https://bedrock-mantle.us-east-1.api.aws/anthropic/v1/messages'],
] as const)('%s is asked at %s, and nowhere else', (format, url) => {
  const matching = Object.entries(BASE_URLS).filter(([, urls]) => below(urls).test(url));
  expect(matching.map(([name]) => name)).toEqual([format]);
});

test.each([
  'https://apixanthropic.com/v1/messages',
  'http://api.anthropic.com/v1/messages',
  'https://api.anthropic.com.example.com/v1/messages',
  'https://example.com/?https://api.anthropic.com/',
  'https://example.com/-aiplatform.googleapis.com/v1',
  'https://www.googleapis.com/storage/v1',
  'https://bedrock-runtime.example.com/a.amazonaws.com/',
])('%s is not asked for', (url) => {
  expect(below(Object.values(BASE_URLS).flat()).test(url)).toBe(false);
});

test('a base URL may have a path, a port and a slash at its end', () => {
  const urls = below(['http://localhost:8080/base/']);
  expect(urls.test('http://localhost:8080/base/v1/messages')).toBe(true);
  expect(urls.test('http://localhost:8080/v1/messages')).toBe(false);
});
