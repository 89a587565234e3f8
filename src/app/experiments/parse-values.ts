/** More values than this in one field are a slip of the finger: the bounds of the batch are checked elsewhere. */
const mostValues = 200;

/** Reads the values of a field as a reader writes them: `0.1, 0.2`, `10 %`, `1..6`, Chinese commas as well.
 * @returns numbers where they are numbers, and what was written where not: whoever checks the batch says what is wrong */
export function parseValues(text: string): readonly (number | string)[] {
  const pieces = text
    .split(/[,;，；、\s]+(?![%％])/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return pieces.flatMap(parsePiece);
}

function parsePiece(piece: string): readonly (number | string)[] {
  const range = /^(-?\d+)(?:\.\.|…|–)(-?\d+)$/.exec(piece);
  if (range === null) return [parseNumber(piece)];
  const [from, to] = [Number(range[1]), Number(range[2])];
  if (to < from || to - from >= mostValues) return [piece];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** A number, or the text when it is none; a per cent sign divides by a hundred. */
function parseNumber(piece: string): number | string {
  const percent = /^(.+?)\s*[%％]$/.exec(piece);
  const digits = percent?.[1] ?? piece;
  if (!/^[-−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digits)) return piece;
  const value = Number(digits.replace('−', '-'));
  // 29 % is 0.29 and not 0.29000000000000004.
  return percent === null ? value : Number((value / 100).toPrecision(15));
}
