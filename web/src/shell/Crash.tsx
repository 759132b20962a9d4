import { Component, type ComponentChildren } from "preact";

import { common } from "../text/en/common";

interface Props {
  /** Another one starts anew: where the reader is. */
  where: string;
  children: ComponentChildren;
}

/** Keeps the head of the desk in place when a page fails, and says so. */
export class Crash extends Component<Props, { failed: Error | null }> {
  override state = { failed: null };

  static override getDerivedStateFromError(failed: Error): { failed: Error } {
    return { failed };
  }

  override componentDidUpdate(before: Props): void {
    if (before.where !== this.props.where && this.state.failed) this.setState({ failed: null });
  }

  override render() {
    const failed: Error | null = this.state.failed;
    if (failed === null) return this.props.children;
    return (
      <div class="notice notice-bad" role="alert">
        <h1>{common("crashed")}</h1>
        <p>{common("crashedHelp")}</p>
        <pre>{String(failed)}</pre>
        <button type="button" onClick={() => location.reload()}>
          {common("reload")}
        </button>
      </div>
    );
  }
}
