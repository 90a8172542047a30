import {
  block,
  type CheckContext,
  check,
  type Live,
  messageEnd,
  messageStart,
  type Step,
  streamEvents,
} from '../../src/suite.ts';

/** Sessions of a team behind one gateway, a few streams each. */
const STREAMS = 64;
/** How often each of them goes on while all the others are open. */
const ROUNDS = 3;
/** Texts in a round: one more than a gateway may hold back within its bounded lag. */
const TEXTS = 3;

/** A stream that waits for the check before each round of texts. */
function inRounds(): Step[] {
  const texts = Array.from({ length: ROUNDS * TEXTS }, (_, i) => ({ type: 'text_delta', text: `${i}. ` }));
  const [start, ...rest] = block(0, { type: 'text', text: '' }, ...texts);
  const held = rest.flatMap((step, i): Step[] =>
    i % TEXTS === 0 && i < texts.length ? [{ gate: true }, step] : [step],
  );
  return [messageStart(), ...(start ? [start] : []), ...held, ...messageEnd()];
}

/** Lets each stream go on by a round, one after the other; how many of them show it while all are open. */
async function advance(lives: readonly Live[], round: number): Promise<number> {
  for (const live of lives) await live.release('next');
  const advanced = await Promise.all(
    lives.map((live) =>
      live.received((client) => {
        const texts = streamEvents(client).filter(({ type }) => type === 'content_block_delta').length;
        return texts > round * TEXTS || undefined;
      }),
    ),
  );
  return advanced.filter(Boolean).length;
}

async function finishAll(lives: readonly Live[]): Promise<void> {
  await Promise.all(lives.map((live) => live.release('all')));
  await Promise.all(lives.map((live) => live.finish()));
}

async function openAll(t: CheckContext): Promise<readonly Live[]> {
  return Promise.all(
    Array.from({ length: STREAMS }, () => t.open(t.turn({ stream: true }), { steps: inRounds() })),
  );
}

export default [
  // Pools of 32 or 40 workers are common: whoever comes later waits until somebody else's answer is complete.
  check({
    id: 'messages/many-streams/advance-in-turns',
    title: `${STREAMS} streams are open together and go on in turns`,
    requirements: ['MSG-STR-23b'],
    vantage: 'upstream',
    disturbs: 'stream',
    slow: true,
    takes: 30,
    async run(t) {
      const lives = await openAll(t);

      const counts: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        counts.push(await advance(lives, round));
        if (counts.at(-1) !== STREAMS) break;
      }
      await finishAll(lives);

      const least = counts.at(-1) ?? 0;
      if (least === 0) t.blocked('MSG-STR-02', 'no stream shows how it goes on before its end');
      t.expect('MSG-STR-23b', least === STREAMS, {
        expected: `${STREAMS} streams that each go on while all of them are open`,
        actual: `${least} of them in round ${counts.length}`,
        where: { exchange: lives[0]?.sent.exchange.id ?? '', part: 'connection' },
      });
    },
  }),
];
