/** A body that is all there. */
export async function* once(bytes: Uint8Array | string): AsyncGenerator<Uint8Array> {
  yield typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
}

/** A whole body in one piece. Throws what the body throws when it is cut short. */
export async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What there is of a body: all of it, or the part before the error that cut it short. */
export async function received(body: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; cut?: unknown }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks) };
  } catch (cut) {
    return { bytes: Buffer.concat(chunks), cut };
  }
}

/** A body that is cut short behind `bytes`. */
export async function* cutShort(bytes: Uint8Array, cut: unknown): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
  throw cut;
}
