import { generateKeyPairSync } from 'node:crypto';

/**
 * The key file of a made-up Google service account, as `gcloud iam service-accounts keys create` writes it.
 * @param tokenUri where it is exchanged for access tokens
 */
export function serviceAccount(tokenUri: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    type: 'service_account',
    project_id: 'my-test-project',
    private_key_id: 'made-up',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'gateway@my-test-project.iam.gserviceaccount.com',
    token_uri: tokenUri,
  });
}
