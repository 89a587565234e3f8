import { Inspector } from '../inspector/inspector.tsx';

/** Panel C: the inspector, or the attack director, or the lesson. */
export function RightColumn() {
  return <Inspector />;
}
