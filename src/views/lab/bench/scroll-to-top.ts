import { prefersReducedMotion } from '../../canvas/reduced-motion.ts';

/** Scrolls the panel around `element` until the element is `margin` pixels below the panel's upper edge. Unlike
 * `scrollIntoView` it moves nothing outside the panel. */
export function scrollToTop(element: HTMLElement | null, margin: number): void {
  let panel = element?.parentElement;
  while (panel && !/auto|scroll/.test(getComputedStyle(panel).overflowY)) panel = panel.parentElement;
  if (!element || !panel) return;
  const distance = element.getBoundingClientRect().top - panel.getBoundingClientRect().top - margin;
  panel.scrollBy({ top: distance, behavior: prefersReducedMotion() ? 'auto' : 'smooth' });
}
