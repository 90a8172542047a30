import { expect, test } from 'vitest';
import { readModelId } from './model-id.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012';

test.each([
  ['anthropic.claude-opus-5-5', 'claude-opus-5-5'],
  ['us.anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
  ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
  ['apac.anthropic.claude-3-haiku-20240307-v1:0:48k', 'claude-3-haiku-20240307'],
  ['us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0', 'claude-3-5-sonnet-20240620'],
  ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5-20251001'],
  ['anthropic.claude-v2', 'claude-2'],
  ['anthropic.claude-v2:1', 'claude-2.1'],
  ['anthropic.claude-instant-v1', 'claude-instant-1'],
  ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5', 'claude-opus-5'],
  [`${ARN}:inference-profile/us.anthropic.claude-opus-5-v1`, 'claude-opus-5'],
  ['arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-opus-5', 'claude-opus-5'],
])('%s is %s', (id, claude) => {
  expect(readModelId(id)).toEqual({ claude });
});

test.each([`${ARN}:application-inference-profile/abc123`, `${ARN}:provisioned-model/xyz-9`])(
  '%s may be any model',
  (id) => {
    expect(readModelId(id)).toEqual({});
  },
);

test.each([
  'invalid-model-id',
  'claude-opus-5-5',
  'amazon.nova-pro-v1:0',
  'us.mistral.pixtral-large-2502-v1:0',
  'anthropic.opus-5',
  '',
  `${ARN}:application-inference-profile/`,
  `${ARN}:application-inference-profile/a/b`,
  `${ARN}:guardrail/abc`,
  'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
  'arn:aws:s3:::bucket/anthropic.claude-opus-5',
])('%j is no model of Anthropic', (id) => {
  expect(readModelId(id)).toBeUndefined();
});
