/** Path of a Chromium: an installed one, or one that could be had. */
export function findChromium(root: string): Promise<string>;
