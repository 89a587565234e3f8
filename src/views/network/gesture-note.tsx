import { useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { groupsWithout } from './network-geometry.ts';
import type { NetworkGesture } from './network-picture.ts';
import css from './network-view.module.css';

/** What letting go would do. */
export function GestureNote({
  gesture,
  cutting,
}: {
  readonly gesture: NetworkGesture;
  readonly cutting: boolean;
}) {
  const t = useText('network');
  const studio = useStudioCore();
  const scene = studio.scene();
  const nameOf = (node: number) => scene.nodes[node]?.name ?? '';
  if (gesture.kind === 'connect') {
    const text =
      gesture.target < 0
        ? t('connecting')
        : t('connectTo', { a: nameOf(gesture.from), b: nameOf(gesture.target) });
    return <p className={css.note}>{text}</p>;
  }
  if (gesture.kind === 'none' || gesture.crossed.length === 0) {
    return cutting ? <p className={css.note}>{t('cutting.hint')}</p> : null;
  }
  const groups = groupsWithout(
    scene.nodes.length,
    scene.nodeOnline,
    scene.links,
    scene.linkUp,
    gesture.crossed,
  );
  const parts = groups.map((group) => (group.length > 6 ? `${group.length}` : group.map(nameOf).join(' ')));
  return (
    <p className={css.note}>
      {t('cutting.links', { count: gesture.crossed.length })}
      {groups.length > 1 && ` ${t('cutting.parts', { groups: parts.join(' | ') })}`}
    </p>
  );
}
