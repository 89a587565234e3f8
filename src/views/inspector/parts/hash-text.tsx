import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../use-text.ts';
import css from './hash-text.module.css';

/** A hash in full: the zeros it begins with faint, the four digits it is known by strong, and a button that copies it. */
export function HashText({ hash, label }: { readonly hash: string; readonly label?: string }) {
  const zeros = /^0*/.exec(hash)![0].length;
  const body = Math.max(zeros, 0);
  return (
    <span className={css.hash}>
      <span className={css.digits}>
        <span className={css.zeros}>{hash.slice(0, Math.min(body, hash.length - 4))}</span>
        {hash.slice(Math.min(body, hash.length - 4), -4)}
        <strong>{hash.slice(-4)}</strong>
      </span>
      <CopyButton text={hash} what={label ?? hash.slice(-4)} />
    </span>
  );
}

/** Copies `text`; says so for a moment. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const t = useText('inspector');
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={css.copy}
      aria-label={t(copied ? 'copied' : 'copy', { what })}
      onClick={() => {
        void navigator.clipboard?.writeText(text).then(() => setCopied(true));
      }}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
    >
      {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
    </button>
  );
}
