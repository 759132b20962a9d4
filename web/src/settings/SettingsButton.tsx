import { useState } from "preact/hooks";

import { t } from "../text/en/settings";
import { SettingsDialog } from "./SettingsDialog";

/** Opens the settings from the head of the desk. */
export function SettingsButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="plain settings-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("title")}
      </button>
      {open && <SettingsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
