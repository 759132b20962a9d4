import type { ComponentChildren } from "preact";

import type { Event } from "../api/types";
import { common } from "../text/en/common";
import { Days } from "./Time";
import { figuresInWords } from "./figures";
import { KindMark } from "./KindMark";
import { kindName } from "./kinds";
import { SpotName } from "./Names";
import { SpanLink } from "./SpanLink";

type Told = Pick<
  Event,
  "type" | "mode" | "modality" | "refined" | "spot" | "start" | "end" | "precision" | "figures" | "doubtful" | "trigger" | "report"
> &
  Pick<Event, "actors" | "recipients" | "actor_spans" | "recipient_spans">;

function sides(names: readonly { name: string }[], spans: readonly { quote: string }[]): string {
  const found = [...new Set(names.map((each) => each.name))].join(", ");
  const first = spans[0];
  return found || (first ? common("quoted", { words: first.quote }) : "");
}

/** Who did what to whom, of an event: both sides with an arrow between them. */
export function Parties({ actor, recipient }: { actor: string; recipient: string }) {
  if (!actor && !recipient) return null;
  return (
    <span class="parties">
      <bdi>{actor || common("nobody")}</bdi>
      {recipient && (
        <>
          {" → "}
          <bdi>{recipient}</bdi>
        </>
      )}
    </span>
  );
}

/** The type of an event with its mark and its mode. */
export function KindName({ type, mode, refined }: { type: string; mode: string | null; refined?: string | null }) {
  return (
    <span class="kind-name">
      <KindMark type={type} /> {kindName(type)}
      {mode && ` ${mode}`}
      {refined && ` (${refined})`}
    </span>
  );
}

/** One event on a line: type and mode, who to whom, where, when, how many, how real; its words open beside it. */
export function EventLine({ event, children }: { event: Told; children?: ComponentChildren }) {
  const figures = figuresInWords(event.figures);
  const { spot } = event;
  return (
    <div class={event.doubtful ? "event-line doubtful" : "event-line"}>
      <KindName type={event.type} mode={event.mode} refined={event.refined} />
      <Parties actor={sides(event.actors, event.actor_spans)} recipient={sides(event.recipients, event.recipient_spans)} />
      {spot && (
        <span class="place">
          <SpotName spot={spot} />
        </span>
      )}
      <Days start={event.start} end={event.end} precision={event.precision} />
      {figures && <span>{figures}</span>}
      <span class={`chip modality-${event.modality}`}>{common(`modality_${event.modality}`)}</span>
      {event.doubtful && <span class="chip">{common("doubtful")}</span>}
      <SpanLink report={event.report.id} span={event.trigger} />
      {children}
    </div>
  );
}
