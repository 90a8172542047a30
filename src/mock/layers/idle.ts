/** Passes a body on and breaks it off when nothing has come for so many milliseconds. */
export async function* cutWhenIdle(body: AsyncIterable<Uint8Array>, ms: number): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const idle = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(reject, ms, new Error('idle timeout'));
    });
    const next = await Promise.race([chunks.next(), idle]).finally(() => clearTimeout(timer));
    if (next.done) return;
    yield next.value;
  }
}
