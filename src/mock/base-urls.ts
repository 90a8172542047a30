import type { FormatId } from '../contract/requirement.ts';

/**
 * Where the clients of each format look for its genuine API; `*` stands for any part of a host name. Vertex
 * has Google's token endpoints and metadata server with it, which its clients ask first.
 */
export const BASE_URLS: Readonly<Record<FormatId, readonly string[]>> = {
  anthropic: ['https://api.anthropic.com'],
  bedrock: ['https://bedrock-runtime.*.amazonaws.com', 'https://bedrock.*.amazonaws.com'],
  vertex: [
    'https://aiplatform.googleapis.com',
    'https://aiplatform.*.rep.googleapis.com',
    'https://*-aiplatform.googleapis.com',
    'https://oauth2.googleapis.com',
    'https://www.googleapis.com/oauth2/v4',
    'http://metadata.google.internal',
    'http://metadata.google.internal.',
    'http://169.254.169.254',
  ],
  foundry: ['https://*.services.ai.azure.com/anthropic'],
  aws: ['https://aws-external-anthropic.*.api.aws'],
  mantle: ['https://bedrock-mantle.*.api.aws/anthropic'],
};

/** Matches every URL below one of the base URLs; `*` in them stops at a slash. */
export function below(baseUrls: readonly string[]): RegExp {
  const patterns = baseUrls.map((url) =>
    url
      .replace(/\/+$/, '')
      .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
      .replaceAll('*', '[^/]*'),
  );
  return new RegExp(`^(?:${patterns.join('|')})/`);
}
