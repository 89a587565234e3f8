/** About how wide a text is in the page's font, for placing labels: Chinese letters are square.
 * @param size of the font, pixels */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += /[\u2e80-\uffee]/.test(letter) ? 1 : /[il.,:;'| ]/.test(letter) ? 0.32 : 0.58;
  return ems * size;
}
