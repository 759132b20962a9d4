import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { common } from "../text/en/common";

interface Props {
  title: string;
  onClose: () => void;
  /** `side` stands at the right edge, `middle` in the middle. */
  place?: "side" | "middle";
  children: ComponentChildren;
}

/** A dialog over the page: Escape and a click beside it close it, and focus goes back to where it was. */
export function Dialog({ title, onClose, place = "middle", children }: Props) {
  const id = useId();
  const own = useRef<HTMLDialogElement>(null);
  const before = useRef<Element | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    const dialog = own.current;
    before.current = document.activeElement;
    dialog?.showModal();
    return () => {
      gone.current = true;
      dialog?.close();
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, []);
  // the dialog says that it closes after it was taken away as well, when the reader is on another page already
  const closed = () => {
    if (!gone.current) onClose();
  };
  const beside = (event: MouseEvent) => {
    if (event.target === own.current) onClose();
  };
  return (
    <dialog class={`dialog dialog-${place}`} ref={own} aria-labelledby={id} onClose={closed} onClick={beside}>
      <div class="dialog-inside">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="plain" onClick={onClose} aria-label={common("close")}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
