import AnthropicVertex from '@anthropic-ai/vertex-sdk';
import { OAuth2Client } from 'google-auth-library';
import AnthropicVertex0 from 'vertex-sdk-0';

export const PROJECT = 'a-project';

/** Where a client gets its Google token: it has one, or asks the token endpoint below this URL. */
export type GoogleAuth = { readonly token: string } | { readonly tokensFrom: string };

/** An official client of Vertex. What tests call is the same in both generations; only their types are not. */
export interface VertexClient {
  readonly name: string;
  /** @param baseURL with or without `/v1` behind it */
  client(baseURL: string, auth: GoogleAuth, region?: string): AnthropicVertex;
}

/** Both generations of the vendor's SDK, as judges of the mock that nobody here wrote. */
export const VERTEX_CLIENTS: readonly VertexClient[] = [
  AnthropicVertex,
  AnthropicVertex0 as unknown as typeof AnthropicVertex,
].map((Client, i) => ({
  name: `vertex-sdk ${i === 0 ? '1' : '0'}.x`,
  client: (baseURL, auth, region = 'us-east5') =>
    new Client({
      baseURL,
      region,
      projectId: PROJECT,
      maxRetries: 0,
      authClient: google(auth) as unknown as NonNullable<
        ConstructorParameters<typeof Client>[0]
      >['authClient'],
    } as ConstructorParameters<typeof Client>[0]),
}));

function google(auth: GoogleAuth): OAuth2Client {
  if ('token' in auth) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: auth.token });
    return client;
  }
  const endpoints = { oauth2TokenUrl: `${auth.tokensFrom}/token` };
  const client = new OAuth2Client({ clientId: 'an-id', clientSecret: 'a-secret', endpoints });
  client.setCredentials({ refresh_token: 'a-refresh-token' });
  return client;
}
