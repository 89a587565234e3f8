import { bytesToHex } from '#bitcoin/encoding/hex';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { CopyButton } from '../../inspector/parts/hash-text.tsx';
import { useText } from '../../use-text.ts';
import css from '../lab.module.css';

/** A script as words, operations marked, and as bytes. */
export function ScriptBox({ title, script }: { readonly title: string; readonly script: Uint8Array }) {
  const t = useText('locks');
  const hex = bytesToHex(script);
  return (
    <div>
      <div className={css.codeHead}>
        <span>{title}</span>
        <CopyButton text={hex} what={title} />
      </div>
      <div className={css.code}>
        {scriptAsm(script)
          .split(' ')
          .map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the words of a script keep their places
            <span key={index} className={word.startsWith('OP_') ? css.op : undefined}>
              {word}{' '}
            </span>
          ))}
      </div>
      <details>
        <summary className={css.quiet}>{t('hex')}</summary>
        <div className={css.code}>{hex}</div>
      </details>
    </div>
  );
}
