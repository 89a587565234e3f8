import type { Layout } from '../shell/use-layout.ts';

/** Panel E. */
export function Timeline(_: { readonly layout: Layout }) {
  return <footer id="timeline" />;
}
