const query = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : undefined;

// Asked every frame, and the query itself would have the styles worked out first.
let reduced = query?.matches === true;
query?.addEventListener('change', () => {
  reduced = query.matches;
});

/** Whether the reader has asked for stills instead of movement. */
export function prefersReducedMotion(): boolean {
  return reduced;
}
