import { GoogleAuth } from 'google-auth-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { header } from '../../wire/headers.ts';
import { type Mock, startMock } from '../server.ts';

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];
const TOKEN = expect.stringMatching(/^ya29\.c\.[\w-]{43}$/);

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
  vi.stubEnv('GCE_METADATA_HOST', new URL(mock.url).host);
  // Nobody's own credentials.
  vi.stubEnv('HOME', '/nonexistent');
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined);
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await mock.close();
});

function asked(): string[] {
  return mock.journal.exchanges.map(({ request }) => `${request.method} ${request.target.split('?')[0]}`);
}

test('the auth library takes the mock for the metadata server', async () => {
  const auth = new GoogleAuth({ scopes: SCOPES });
  expect(await auth.getProjectId()).toBe('gateway-check');
  const { client_email, universe_domain } = await auth.getCredentials();
  expect(client_email).toBe('mock@gateway-check.iam.gserviceaccount.com');
  expect(universe_domain).toBe('googleapis.com');
  expect(await auth.getAccessToken()).toEqual(TOKEN);
  expect(asked()).toContain('GET /computeMetadata/v1/instance/service-accounts/default/token');
  for (const { request, response } of mock.journal.exchanges) {
    expect(response.status, request.target).toBe(200);
    expect(header(response.headers, 'metadata-flavor')).toBe('Google');
  }
});

test('the auth library takes the mock for the OAuth endpoint of a refresh token', async () => {
  const auth = new GoogleAuth({
    credentials: { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: '1//0r' },
    clientOptions: { endpoints: { oauth2TokenUrl: `${mock.url}/token` } },
  });
  expect(await auth.getAccessToken()).toEqual(TOKEN);
  expect(asked()).toEqual(['POST /token']);
});
