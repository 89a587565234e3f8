import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The inner size of an element in CSS pixels, kept current; zero before it is on the page. */
export function useSize<Kind extends HTMLElement>(): {
  readonly ref: RefObject<Kind | null>;
  readonly width: number;
  readonly height: number;
} {
  const ref = useRef<Kind>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
}
