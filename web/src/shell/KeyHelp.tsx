import { useState } from "preact/hooks";

import { Dialog } from "../parts/Dialog";
import { type Shortcut, shortcuts, useShortcut } from "../parts/shortcuts";
import { useStore } from "../state/store";
import { common } from "../text/en/common";

function Keys({ title, listed }: { title: string; listed: readonly Shortcut[] }) {
  if (listed.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys">
        {listed.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The list of keys that do something here; `?` opens it. */
export function KeyHelp() {
  const [open, setOpen] = useState(false);
  const all = useStore(shortcuts);
  useShortcut("?", common("keysHelp"), () => setOpen(true), true);
  if (!open) return null;
  return (
    <Dialog title={common("keyboard")} onClose={() => setOpen(false)}>
      <Keys title={common("keysHere")} listed={all.filter((each) => !each.everywhere)} />
      <Keys title={common("keysEverywhere")} listed={all.filter((each) => each.everywhere)} />
    </Dialog>
  );
}
