import { useSettings } from "../state/settings";
import { number } from "../text/numbers";

/** A number, grouped as the setting has it. */
export function Count({ n }: { n: number }) {
  useSettings();
  return <span class="number">{number(n)}</span>;
}
