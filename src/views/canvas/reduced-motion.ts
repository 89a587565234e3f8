const query = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : undefined;

/** Whether the reader has asked for stills instead of movement. */
export function prefersReducedMotion(): boolean {
  return query?.matches === true;
}
