import type { Row } from "../../api/types";
import { t } from "../../text/en/queue";

export type Rejected = Row<"/rejected">;

/** Say what can be done about a source, or a part of one, that was left out for a reason. */
export const todoOf = (reason: string): string => t.maybe(`todo_${reason}`) ?? t("todoElse");
