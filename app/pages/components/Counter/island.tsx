import { bridge } from '../../islands/bridge';
import type { IslandProps } from '../../islands/mount';
import { say } from '../../islands/mount';

type Props = { label: string; sets: string; value: number; min: number | null; max: number | null; step: number };

/** Sets the variable to the next number. */
export default function Counter({ label, sets, value, min, max, step, context }: IslandProps<Props>) {
  const by = (change: number): void => {
    const [scope = '', name = ''] = sets.split('.');
    const next = Math.min(Math.max(value + change, min ?? -Infinity), max ?? Infinity);
    // Sums of decimals are off by less than this: 0.1 + 0.2.
    bridge.set?.(scope, name, ['lit', Number(next.toPrecision(12))]);
  };
  return (
    <div
      className={`of-counter${context.style ?? ''}`}
      id={context.id}
      role="group"
      aria-label={label}
    >
      <span className="of-counter-label">{label || null}</span>
      <button className="of-counter-button" type="button" aria-label={say(context, 'Less')} onClick={() => by(-step)}>
        −
      </button>
      <output className="of-counter-value">{String(value)}</output>
      <button className="of-counter-button" type="button" aria-label={say(context, 'More')} onClick={() => by(step)}>
        +
      </button>
    </div>
  );
}
