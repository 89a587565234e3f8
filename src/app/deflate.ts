// Bytes packed and unpacked by the browser itself (RFC 1951).

/** The bytes, packed. */
export function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
}

/** The bytes that were packed.
 * @param most a kilobyte can unpack to a megabyte: more than this is not made
 * @throws {RangeError} when there is more
 * @throws {TypeError} when it was not packed */
export function inflate(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  return through(packed, new DecompressionStream('deflate-raw'), most);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough<Uint8Array<ArrayBuffer>>(stream).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let piece = await reader.read(); piece.value !== undefined; piece = await reader.read()) {
    length += piece.value.length;
    if (length > most) {
      void reader.cancel();
      throw new RangeError(`It unpacks to more than ${most} bytes.`);
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
