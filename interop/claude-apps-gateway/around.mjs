/**
 * What the gateway wants around it, on loopback: a provider of sign-ins (OIDC), which lets everybody in, and Google's
 * metadata server, which gives a made-up token. By hand: `node around.mjs <oauth2-mock-server> <port> <metadata port>`.
 */
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, port, metadataPort] = process.argv.slice(2);
const HOST = '127.0.0.1';
const TOKEN = { access_token: 'made-up-token-of-google', expires_in: 3600, token_type: 'Bearer' };

const metadata = createServer((_, response) => {
  // Without this header the client library takes it for another server.
  response.writeHead(200, { 'content-type': 'application/json', 'metadata-flavor': 'Google' });
  response.end(JSON.stringify(TOKEN));
});
await new Promise((listening) => metadata.listen(Number(metadataPort), HOST, listening));

const entry = join(resolve(packages), 'node_modules', 'oauth2-mock-server', 'dist', 'index.mjs');
const { OAuth2Server } = await import(pathToFileURL(entry).href);
const issuer = new OAuth2Server();
await issuer.issuer.keys.generate('RS256');
issuer.service.on('beforeTokenSigning', ({ payload }) => {
  Object.assign(payload, { email: 'dev@example.com', email_verified: true, groups: ['dev'] });
});
// The name by which it is asked must be the one that it gives itself.
issuer.issuer.url = `http://${HOST}:${port}`;
await issuer.start(Number(port), HOST);
issuer.issuer.url = `http://${HOST}:${port}`;
