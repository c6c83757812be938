import type { KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { IslandProps } from '../../islands/mount';
import { slot } from '../../islands/mount';

/** Shows one panel, and moves among the labels by arrow keys (ARIA Authoring Practices, Tabs). */
export default function Tabs({ label, context }: IslandProps<{ label: string }>) {
  const panels = context.panels ?? [];
  const root = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(panels[0]?.id);
  // As long as nobody has chosen, the style sheet shows the panel that the address names, else the first.
  const [isChosen, setChosen] = useState(false);

  useEffect(() => {
    const named = panels.find(({ id }) => document.getElementById(id)?.matches(':target, :has(:target)'));
    if (named && named.id !== shown) setShown(named.id);
  }, []);
  useEffect(() => {
    if (!isChosen) return;
    for (const { id } of panels) document.getElementById(id)?.classList.toggle('of-tabs-shown', id === shown);
  }, [shown, isChosen]);

  const choose = (id: string): void => {
    setShown(id);
    setChosen(true);
  };
  const press = (event: MouseEvent<HTMLAnchorElement>, id: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(id);
  };
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const at = panels.findIndex(({ id }) => id === shown);
    const isRtl = root.current && getComputedStyle(root.current).direction === 'rtl';
    const [back, on] = isRtl ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    const to = { [back]: at - 1, [on]: at + 1, Home: 0, End: panels.length - 1 }[event.key];
    const next = to === undefined ? undefined : panels[(to + panels.length) % panels.length];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`${next.id}.label`)?.focus();
  };

  return (
    <div
      className={`of-tabs of-block${isChosen ? ' of-tabs--chosen' : ''}${context.style ?? ''}`}
      id={context.id}
      ref={root}
    >
      <div className="of-tabs-list" role="tablist" aria-label={label} onKeyDown={move}>
        {panels.map((panel) => (
          <a
            key={panel.id}
            className="of-tabs-label"
            href={`#${panel.id}`}
            id={`${panel.id}.label`}
            role="tab"
            aria-selected={panel.id === shown}
            aria-controls={panel.id}
            tabIndex={isChosen && panel.id !== shown ? -1 : undefined}
            onClick={(event) => press(event, panel.id)}
          >
            {panel.label || null}
          </a>
        ))}
      </div>
      <div className="of-tabs-panels" {...slot} />
    </div>
  );
}
