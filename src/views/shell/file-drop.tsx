import { useEffect, useState } from 'react';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './app.module.css';
import { readFile } from './choose-file.ts';

/** Takes a run file dropped anywhere on the page. */
export function FileDrop() {
  const t = useText('shell');
  const verbs = useVerbs();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void readFile(file).then(({ text, name }) => verbs.loadText(text, name));
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [verbs]);
  return over ? <div className={css.drop}>{t('dropFile')}</div> : null;
}
