import { kindName, kindOf } from "./kinds";

/** The mark of a type of event, told apart by shape and colour; `named` when its name does not stand beside it. */
export function KindMark({ type, named = false }: { type: string; named?: boolean }) {
  const { path, colour } = kindOf(type);
  const name = named ? { role: "img" as const, "aria-label": kindName(type) } : { "aria-hidden": true };
  return (
    <svg class={`kind kind${colour.slice("--kind".length)}`} viewBox="0 0 16 16" width="16" height="16" {...name}>
      <path d={path} fill-rule="evenodd" />
    </svg>
  );
}
