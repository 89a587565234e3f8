/** One side's band: where it meets the labels and where it joins the trunk. */
export interface Band {
  /** Middle of the label slot. */
  readonly outerY: number;
  /** Top of its place in the trunk. */
  readonly innerY: number;
  readonly thickness: number;
}

/** Where everything of a transaction's picture goes, in pixels; x is left to the drawing. */
export interface TxPictureLayout {
  readonly height: number;
  readonly inputs: readonly Band[];
  readonly outputs: readonly Band[];
  /** The fee leaves the bottom of the trunk on the output side; undefined when there is none. */
  readonly fee: Band | undefined;
  readonly trunkTop: number;
  readonly trunkBottom: number;
}

const slot = 46;
const thinnest = 2;

/** Lays out a transaction: inputs left, outputs right, band thickness in proportion to value, the fee below.
 * A value too small to see gets the thinnest band that can be seen.
 * @param inputs satoshis, top to bottom
 * @param outputs satoshis, top to bottom
 * @param fee satoshis; 0n for a coinbase */
export function layOutTxPicture(
  inputs: readonly bigint[],
  outputs: readonly bigint[],
  fee: bigint,
): TxPictureLayout {
  const rows = Math.max(inputs.length, outputs.length, 1);
  const body = rows * slot;
  const total = Math.max(sum(inputs), sum(outputs) + Number(fee), 1);
  const trunk = Math.min(body - 8, 36 + rows * 12);
  const thickness = (value: bigint) => Math.max(thinnest, (Number(value) / total) * trunk);
  const inside = (values: readonly bigint[]) => values.map(thickness);
  const left = inside(inputs);
  const right = inside(outputs);
  const feeThickness = fee > 0n ? thickness(fee) : 0;
  const needed = Math.max(add(left), add(right) + feeThickness);
  const trunkTop = (body - needed) / 2;
  return {
    height: body + (fee > 0n ? 34 : 0),
    inputs: stack(left, trunkTop, body),
    outputs: stack(right, trunkTop, body),
    fee: fee > 0n ? { outerY: body + 20, innerY: trunkTop + add(right), thickness: feeThickness } : undefined,
    trunkTop,
    trunkBottom: trunkTop + needed,
  };
}

function stack(thicknesses: readonly number[], trunkTop: number, body: number): Band[] {
  let at = trunkTop;
  const gap = body / Math.max(thicknesses.length, 1);
  return thicknesses.map((thickness, index) => {
    const band = { outerY: gap * (index + 0.5), innerY: at, thickness };
    at += thickness;
    return band;
  });
}

function sum(values: readonly bigint[]): number {
  return Number(values.reduce((total, value) => total + value, 0n));
}

function add(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
