import { useEffect, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './cards.module.css';
import { useShell } from './shell-state.ts';

/** The link to this very moment, to copy; or why a file is needed instead. */
export function LinkCard() {
  const t = useText('shell');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const setLinkOpen = useShell((state) => state.setLinkOpen);
  /** `null` while it is being made. */
  const [link, setLink] = useState<string | undefined | null>(null);
  useEffect(() => {
    void studio.verbs.shareLink().then(setLink);
  }, [studio]);
  const [copied, setCopied] = useState(false);
  return (
    <Dialog open title={t('share.link')} onClose={() => setLinkOpen(false)}>
      {link === null ? null : link === undefined ? (
        <>
          <p>{t('share.tooLong')}</p>
          <div className={css.buttons}>
            <Button tone="primary" onClick={() => void verbs.saveFile()}>
              {t('share.save')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={css.quiet}>{t('share.linkHolds')}</p>
          <textarea
            className={css.link}
            readOnly
            rows={4}
            value={link}
            aria-label={t('share.link')}
            onFocus={(event) => event.target.select()}
          />
          <div className={css.buttons}>
            <Button
              tone="primary"
              onClick={() =>
                void navigator.clipboard.writeText(link).then(
                  () => setCopied(true),
                  () => setCopied(false),
                )
              }
            >
              {t(copied ? 'share.copied' : 'share.copy')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
