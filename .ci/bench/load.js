/** The load side: servers in their own processes, requests from this one. */
import { fork } from 'node:child_process';
import http from 'node:http';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('server.js', import.meta.url));

/** Starts a server process; `usage()` gives its CPU time (microseconds) and resident memory (bytes). */
export async function startServer(...args) {
  const child = fork(SERVER, args, { execArgv: ['--expose-gc'] });
  const next = () => new Promise((resolve) => child.once('message', resolve));
  const { port } = await next();
  const ask = (message) => {
    const answer = next();
    child.send(message);
    return answer;
  };
  return { port, usage: () => ask('usage'), collect: () => ask('collect'), stop: () => child.disconnect() };
}

/** Sends `count` requests over `connections` kept-alive connections and reads every answer to its end. */
export async function hammer(port, request, count, connections) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let left = count;
  const worker = async () => {
    while (left-- > 0) await once(agent, port, request);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
}

/** One request; resolves with status, flat raw headers and body. */
export function once(agent, port, { path, headers, body }) {
  return new Promise((resolve, reject) => {
    const req = http.request({ agent, host: '127.0.0.1', port, method: 'POST', path, headers });
    req.on('error', reject);
    req.on('response', (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        if (res.statusCode !== 200) reject(new Error(`${res.statusCode}: ${Buffer.concat(chunks)}`));
        else resolve({ headers: res.rawHeaders, body: Buffer.concat(chunks) });
      });
    });
    req.end(body);
  });
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
