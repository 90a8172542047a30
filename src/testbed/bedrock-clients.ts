import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import AnthropicBedrock0 from 'bedrock-sdk-0';
import type { AwsKeys } from '../mock/sigv4/signature.ts';
import { plain } from './sdks.ts';

/** How a client proves who it is; `none` is the skip-auth mode. */
export type BedrockAuth = { readonly keys: AwsKeys } | { readonly bearer: string } | 'none';
/** A Messages request with its model, as the SDKs of Anthropic take it. */
export type Ask = { readonly model: string; readonly [key: string]: unknown };

/** An official client of Bedrock. */
export interface BedrockClient {
  readonly name: string;
  readonly transport: 'http/1.1' | 'h2c';
  /** Whether it knows Messages, or only carries the bytes. */
  readonly vendor: 'anthropic' | 'aws';
  whole(baseUrl: string, auth: BedrockAuth, ask: Ask): Promise<{ [key: string]: unknown }>;
  /** The events of a stream as the client hands them out. */
  streamed(baseUrl: string, auth: BedrockAuth, ask: Ask): AsyncIterable<unknown>;
}

const REGION = 'us-east-1';

function anthropic(name: string, Client: typeof AnthropicBedrock): BedrockClient {
  const messages = (baseURL: string, auth: BedrockAuth) => {
    // Else variables of the environment would be the credential.
    const options = { baseURL, awsRegion: REGION, maxRetries: 0, apiKey: null };
    if (auth === 'none') return new Client({ ...options, skipAuth: true }).messages;
    if ('bearer' in auth) return new Client({ ...options, apiKey: auth.bearer }).messages;
    const { accessKeyId, secretAccessKey, sessionToken } = auth.keys;
    const keys = { awsAccessKey: accessKeyId, awsSecretKey: secretAccessKey };
    return new Client({ ...options, ...keys, ...(sessionToken && { awsSessionToken: sessionToken }) })
      .messages;
  };
  type Params = Parameters<AnthropicBedrock['messages']['create']>[0];
  return {
    name,
    transport: 'http/1.1',
    vendor: 'anthropic',
    async whole(baseUrl, auth, ask) {
      return plain(await messages(baseUrl, auth).create({ ...ask, stream: false } as unknown as Params));
    },
    async *streamed(baseUrl, auth, ask) {
      const stream = await messages(baseUrl, auth).create({ ...ask, stream: true } as unknown as Params);
      yield* stream as AsyncIterable<unknown>;
    },
  };
}

/** A client of the AWS SDK. @param http1 in place of HTTP/2, which it speaks by itself */
export function awsClient(endpoint: string, auth: BedrockAuth, http1: boolean): BedrockRuntimeClient {
  const options: BedrockRuntimeClientConfig = {
    endpoint,
    region: REGION,
    maxAttempts: 1,
    ...(http1 && { requestHandler: new NodeHttpHandler() }),
  };
  if (auth === 'none') {
    const credentials = { accessKeyId: 'unused', secretAccessKey: 'unused' };
    return new BedrockRuntimeClient({
      ...options,
      credentials,
      signer: { sign: async (request) => request },
    });
  }
  if ('keys' in auth) return new BedrockRuntimeClient({ ...options, credentials: auth.keys });
  const token = { token: auth.bearer };
  return new BedrockRuntimeClient({ ...options, token, authSchemePreference: ['httpBearerAuth'] });
}

function aws(name: string, http1: boolean): BedrockClient {
  const input = ({ model, ...content }: Ask) => ({
    modelId: model,
    contentType: 'application/json',
    accept: 'application/json',
    body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...content }),
  });
  return {
    name,
    transport: http1 ? 'http/1.1' : 'h2c',
    vendor: 'aws',
    async whole(baseUrl, auth, ask) {
      const client = awsClient(baseUrl, auth, http1);
      try {
        const { body } = await client.send(new InvokeModelCommand(input(ask)));
        return JSON.parse(body.transformToString());
      } finally {
        client.destroy();
      }
    },
    async *streamed(baseUrl, auth, ask) {
      const client = awsClient(baseUrl, auth, http1);
      try {
        const { body = [] } = await client.send(new InvokeModelWithResponseStreamCommand(input(ask)));
        for await (const { chunk } of body) yield JSON.parse(Buffer.from(chunk?.bytes ?? []).toString());
      } finally {
        client.destroy();
      }
    },
  };
}

/** Every official client, in each generation and on each transport. */
export const BEDROCK_CLIENTS: readonly BedrockClient[] = [
  anthropic('bedrock-sdk 1.x', AnthropicBedrock),
  anthropic('bedrock-sdk 0.x', AnthropicBedrock0 as unknown as typeof AnthropicBedrock),
  aws('AWS SDK over HTTP/2', false),
  aws('AWS SDK over HTTP/1.1', true),
];
