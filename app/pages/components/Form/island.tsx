import type { IslandProps } from '../../islands/mount';
import { slot } from '../../islands/mount';
import { StatusLine, useSending } from '../../islands/send';

/**
 * Sends the form in place. The form itself is the server's: a field hides the form's property of its own name, and
 * one that is called `firstChild` would lead astray whoever renders it.
 */
export default function Form({ success_message, context }: IslandProps<{ success_message: string }>) {
  const [status, send] = useSending(context, success_message);
  return (
    <div className={`of-form of-block${context.style ?? ''}`} id={context.id} onSubmit={send}>
      <StatusLine {...status} />
      <div {...slot} />
    </div>
  );
}
