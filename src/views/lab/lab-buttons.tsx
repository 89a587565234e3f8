import { Button } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import { useOpenLab } from './use-open-lab.ts';

/** Opens the workbench where a block or payment is broken. */
export function BreakItButton({ kind, object }: { readonly kind: 'block' | 'tx'; readonly object: number }) {
  const t = useText('breakIt');
  const open = useOpenLab();
  return <Button onClick={() => open({ page: 'break-it', kind, object })}>{t('open')}</Button>;
}

/** Opens the workbench where locks are built, with this node's wallet. */
export function LocksButton({ node }: { readonly node: number }) {
  const t = useText('locks');
  const open = useOpenLab();
  return <Button onClick={() => open({ page: 'locks', node })}>{t('open')}</Button>;
}

/** Says so when a block is a copy with a byte changed. */
export function BrokenCopyNote({ tampered }: { readonly tampered: boolean }) {
  const t = useText('breakIt');
  return tampered ? <p>{t('isCopy')}</p> : null;
}
