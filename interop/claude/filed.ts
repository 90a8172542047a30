import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Way } from '../ways.ts';

/** What the sessions through one way came to, as it is filed beside the report of the tool. */
export const sessionsSchema = z.strictObject({
  schema: z.literal('gateway-check/claude-code@1'),
  /** Release of Claude Code. */
  client: z.string(),
  date: z.iso.date(),
  gateway: z.string(),
  version: z.string(),
  setup: z.string(),
  route: z.string(),
  sessions: z.array(
    z.strictObject({
      name: z.string(),
      outcome: z.enum(['completes', 'fails']),
      exitCode: z.number().nullable(),
      shown: z.string().exactOptional(),
      models: z.array(z.string()).readonly().exactOptional(),
      provider: z.array(z.string()).readonly(),
    }),
  ),
});
export type Sessions = z.infer<typeof sessionsSchema>;

/** Where they are filed, from the folder of the project. */
export function sessionsFile({ gateway, setup, route }: Way): string {
  return join('reports', gateway.name, gateway.version, `${setup.name}-${route.name}.claude.json`);
}

/** Writes them, whole or not at all. */
export async function fileSessions(way: Way, sessions: Sessions): Promise<void> {
  const file = sessionsFile(way);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(sessions, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/**
 * What is different from what is filed, a line each; none when all is as it was. What the client printed may differ:
 * ids and times are in it.
 * @throws when the file is of another shape
 */
export async function changesSince(way: Way, now: Sessions): Promise<string[]> {
  const text = await readFile(sessionsFile(way), 'utf8').catch(() => undefined);
  if (text === undefined) return [`nothing is filed at ${sessionsFile(way)}: file it with --file`];
  const before = sessionsSchema.parse(JSON.parse(text));
  const names = new Set([...before.sessions, ...now.sessions].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [was, is] = [before, now].map(({ sessions }) =>
      told(sessions.find((session) => session.name === name)),
    );
    return was === is ? [] : [`${name}: was ${was}, is ${is}`];
  });
}

function told(session: Sessions['sessions'][number] | undefined): string {
  if (!session) return 'not tried';
  const { outcome, exitCode, models } = session;
  const listed = models ? `, lists ${models.join(', ') || 'no model'}` : '';
  return `${outcome} with exit code ${exitCode}${listed}`;
}
