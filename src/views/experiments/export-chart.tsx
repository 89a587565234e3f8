import interFile from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Palette } from '../design/colours.ts';
import type { ChartModel } from './chart-model.ts';
import { FitChart } from './fit-chart.tsx';

/** Size of a saved picture, CSS pixels: half a slide. */
const width = 960;
const height = 560;
/** Pixels of a PNG for each of these. */
const density = 2;

/** The chart as the text of an SVG file that needs nothing else: colours resolved, its font inside. */
export async function chartSvg(model: ChartModel, palette: Palette): Promise<string> {
  const holder = document.createElement('div');
  const root = createRoot(holder);
  flushSync(() =>
    root.render(
      <FitChart
        model={model}
        width={width}
        height={height}
        palette={{ ...palette, typeScale: 1.25 }}
        captioned
      />,
    ),
  );
  const svg = holder.querySelector('svg');
  if (svg === null) throw new Error('the chart was not drawn');
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = await fontRule();
  svg.prepend(style);
  const text = new XMLSerializer().serializeToString(svg);
  root.unmount();
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/** The chart as a PNG file.
 * @throws {Error} where the browser cannot draw an SVG */
export async function chartPng(model: ChartModel, palette: Palette): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([await chartSvg(model, palette)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * density;
    canvas.height = height * density;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Latin letters in the page's own font; Chinese ones come from the reader's system, as on the page. */
async function fontRule(): Promise<string> {
  try {
    const bytes = new Uint8Array(await (await fetch(interFile)).arrayBuffer());
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2")}`;
  } catch {
    return ''; // without a network and a cache the next font of the list must do
  }
}
