import css from './bench.module.css';

/** A hash or target in full, its leading zeros told apart: they are what the work was for. */
export function ZeroHash({ hash, name }: { readonly hash: string; readonly name?: string }) {
  const zeros = /^0*/.exec(hash)![0].length;
  return (
    <div className={css.hashLine}>
      {name !== undefined && <span className={css.hashName}>{name}</span>}
      <code className={css.hash}>
        <span className={css.zeros}>{hash.slice(0, zeros)}</span>
        {hash.slice(zeros)}
      </code>
    </div>
  );
}
