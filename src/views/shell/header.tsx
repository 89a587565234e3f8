import type { Layout } from './use-layout.ts';

/** The line at the top of the page. */
export function Header(_: { readonly layout: Layout }) {
  return <header />;
}
