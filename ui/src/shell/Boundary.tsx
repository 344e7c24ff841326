import { Component, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Problem } from "../common/Problem";

interface BoundaryProps {
  /** Another key shows the contents anew. */
  children: ReactNode;
}

/** Keeps a screen that breaks from taking the window with it. */
export class Boundary extends Component<BoundaryProps, { error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Broken error={error} again={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, again }: { error: Error; again: () => void }) {
  const say = useTranslations("common.problem");
  const explained = {
    code: "window",
    message: say("screen"),
    detail: error.message,
    lines: [],
    questions: [],
    remedy: say("unforeseenRemedy"),
    exit: 1,
  };
  return <Problem error={explained} again={again} />;
}
