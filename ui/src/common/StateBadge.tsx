import { Badge } from "@mantine/core";
import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from "lucide-react";

export type Tone = "good" | "warn" | "bad" | "info" | "quiet";

/** A tone's colour, and the sign that carries the same without colour. */
export const TONES: Record<Tone, { color: string; Icon: LucideIcon }> = {
  good: { color: "teal", Icon: CircleCheck },
  warn: { color: "yellow", Icon: TriangleAlert },
  bad: { color: "red", Icon: CircleAlert },
  info: { color: "indigo", Icon: Info },
  quiet: { color: "gray", Icon: CircleDashed },
};

/** How something stands: a sign, a word, a colour. */
export function StateBadge({ tone, children }: { tone: Tone; children: string }) {
  const { color, Icon } = TONES[tone];
  return (
    <Badge color={color} variant="light" tt="none" size="lg" fw={600} leftSection={<Icon size="1.1em" aria-hidden />} style={{ flexShrink: 0, minWidth: "max-content" }}>
      {children}
    </Badge>
  );
}
