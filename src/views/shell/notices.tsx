import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Notice } from '#app/studio-state';
import { IconButton } from '../design/button.tsx';
import { formatClock } from '../format/sim-time.ts';
import { describeAction } from '../timeline/describe-row.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText, useTextIfKnown } from '../use-text.ts';
import css from './notices.module.css';

const readingMillis = 7000;

/** Sentences about what finished or went wrong, in the corner below the inspector: they never cover a picture. */
export function Notices() {
  const t = useText('shell');
  const notices = useStudio((state) => state.notices);
  return (
    <section className={css.notices} aria-label={t('notices')} aria-live="polite">
      {notices.slice(-3).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const t = useText('shell');
  const { dismissNotice } = useVerbs();
  const words = useNoticeWords(notice);
  const still = useRef(false);
  useEffect(() => {
    if (notice.tone === 'error') return undefined;
    const timer = setInterval(() => still.current || dismissNotice(notice.id), readingMillis);
    return () => clearInterval(timer);
  }, [notice, dismissNotice]);
  const Icon = notice.tone === 'error' ? TriangleAlert : notice.tone === 'success' ? CircleCheck : Info;
  return (
    <div
      className={css.notice}
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : undefined}
      onPointerEnter={() => {
        still.current = true;
      }}
      onPointerLeave={() => {
        still.current = false;
      }}
    >
      <Icon size={18} aria-hidden />
      <p>{words}</p>
      <IconButton label={t('dismiss')} className={css.close} onClick={() => dismissNotice(notice.id)}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** A notice's key is looked up among the errors or the notices, whichever its tone suggests first. */
function useNoticeWords(notice: Notice): string {
  const asError = useTextIfKnown('errors');
  const asNotice = useTextIfKnown('notices');
  const t = useText('timeline');
  const order = notice.tone === 'error' ? [asError, asNotice] : [asNotice, asError];
  // A place in a file is shown with its line.
  const { line, path } = notice.values;
  const place = line === undefined || path === undefined ? undefined : asError('place', notice.values);
  const { about } = notice;
  const values = {
    ...notice.values,
    ...(place === undefined ? {} : { path: place }),
    ...(about === undefined ? {} : { what: describeAction(about.action, t), when: formatClock(about.at) }),
  };
  for (const look of order) {
    const words = look(notice.key, values);
    if (words !== undefined) return words;
  }
  return notice.key;
}
