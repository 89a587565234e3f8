/** A named run of bytes, ready to draw: hovering it lights its bytes, and the bytes it. */
export interface HexField {
  /** Byte offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** What the bytes mean. */
  readonly text: string;
  /** Colour 0 … 7; neighbours differ. */
  readonly hue: number;
}
