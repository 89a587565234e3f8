import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useText } from '../use-text.ts';
import { IconButton } from './button.tsx';
import css from './dialog.module.css';

const firstField = 'form input, form button, form textarea, textarea';

/** A card at the right edge, over the inspector: it never covers the picture, and the page stays usable behind it. */
export function Dialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  const t = useText('shell');
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={props.open}
      modal={false}
      disablePointerDismissal
      onOpenChange={(open) => open || props.onClose()}
    >
      <Base.Portal>
        <Base.Popup
          ref={popup}
          className={css.dialog}
          data-wide={props.wide ?? false}
          initialFocus={() => popup.current?.querySelector<HTMLElement>(firstField) ?? popup.current}
        >
          <div className={css.head}>
            <Base.Title className={css.title}>{props.title}</Base.Title>
            <IconButton label={t('close')} shortcut="Esc" onClick={props.onClose}>
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          <div className={css.body}>{props.children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
