import "./settings.css";

import { takeToken, token } from "../api/token";
import { Dialog } from "../parts/Dialog";
import { choose, type Settings, useSettings } from "../state/settings";
import { t } from "../text/en/settings";
import { LANGUAGES, languageName, speak } from "../text/languages";
import { Choice } from "./Choice";
import { OwnNames } from "./OwnNames";

const CHOICES = {
  theme: ["system", "light", "dark"],
  zone: ["utc", "local"],
  numbers: ["system", "comma", "point", "space"],
  keys: ["on", "off"],
} as const satisfies { [N in keyof Settings]?: readonly Settings[N][] };
const NAMES = Object.keys(CHOICES) as (keyof typeof CHOICES)[];

/** What each reader sets for this browser. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useSettings();
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <div class="settings">
        {NAMES.map((name) => (
          <Choice
            key={name}
            name={name}
            legend={t(name)}
            value={settings[name]}
            options={CHOICES[name].map((each) => [each, t.maybe(`${name}_${each}`) ?? each])}
            onChoose={(value) => choose({ [name]: value })}
          />
        ))}
        {LANGUAGES.length > 1 && (
          <Choice
            name="language"
            legend={t("language")}
            value={settings.language}
            options={LANGUAGES.map((each) => [each, languageName(each)])}
            onChoose={(language) => void speak(language)}
          />
        )}
        <OwnNames />
        <p class="quiet small">{t("kept")}</p>
        <div class="buttons">
          <button type="button" class="main" onClick={onClose}>
            {t("done")}
          </button>
          {token() !== null && (
            <button
              type="button"
              onClick={() => {
                onClose();
                takeToken(null);
              }}
            >
              {t("tokenForget")}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
