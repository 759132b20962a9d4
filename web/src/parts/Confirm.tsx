import type { ComponentChildren } from "preact";

import { common } from "../text/en/common";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  /** What the button that goes on says; the name of what is done. */
  action: string;
  onConfirm: () => void;
  onCancel: () => void;
  busy?: boolean;
  children?: ComponentChildren;
}

/** Asks before something is done that is not easily undone. */
export function Confirm({ title, action, onConfirm, onCancel, busy = false, children }: Props) {
  return (
    <Dialog title={title} onClose={onCancel}>
      {children}
      <div class="buttons">
        <button type="button" onClick={onCancel}>
          {common("cancel")}
        </button>
        <button type="button" class="main" disabled={busy} onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
