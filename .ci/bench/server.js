/**
 * One server under load, in a process of its own: `node server.js mock`, or `bare <file>` and
 * `eventwise <file>` for a bare server that writes the recorded answer at once or event by event.
 * Talks to the bench over IPC: says its port, then answers `usage` with CPU and memory.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';

const [kind, answerFile] = process.argv.slice(2);

const port = kind === 'mock' ? await mock() : await bare(JSON.parse(readFileSync(answerFile, 'utf8')), kind);
process.on('message', (message) => {
  if (message === 'collect') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system, rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send({ port });

/** The mock with strict validation and its journal on. */
async function mock() {
  const { startMock } = await import('../../dist/src/index.js');
  const { url } = await startMock({ validation: 'strict' });
  return Number(new URL(url).port);
}

/** The least a server can do for the same work: read the body, parse it, write the recorded bytes. */
function bare({ headers, body }, kind) {
  const bytes = Buffer.from(body, 'base64');
  const isBinary = headers.some((value) => value === 'application/vnd.amazon.eventstream');
  const pieces = kind === 'bare' ? [bytes] : isBinary ? frames(bytes) : events(bytes);
  const server = http.createServer((req, res) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      res.writeHead(200, headers);
      for (const piece of pieces.slice(0, -1)) res.write(piece);
      res.end(pieces.at(-1));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

function events(bytes) {
  return bytes
    .toString()
    .split(/(?<=\n\n)/)
    .map((event) => Buffer.from(event));
}

/** The frames of a binary stream; each begins with its length. */
function frames(bytes) {
  if (bytes.length === 0) return [];
  const length = bytes.readUInt32BE(0);
  return [bytes.subarray(0, length), ...frames(bytes.subarray(length))];
}
