import { Button, Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Pick } from "../../backend/generated/Pick";
import type { Purpose } from "../../backend/generated/Purpose";
import { useAskOnce } from "../../common/ask";
import { Problem } from "../../common/Problem";

export interface HeldFileProps {
  label: string;
  purpose: Purpose;
  file: Pick | null;
  onChange: (file: Pick | null) => void;
}

/** A file that is held against a report. */
export function HeldFile({ label, purpose, file, onChange }: HeldFileProps) {
  const say = useTranslations("audit.report");
  const { mutate: pick, error } = useAskOnce("pick_files");
  const choose = () => pick({ purpose }, { onSuccess: ({ picks: [picked] }) => picked && onChange(picked) });
  return (
    <>
      <Group gap="sm">
        <Text miw="16rem">{label}</Text>
        <Button variant="default" size="compact-sm" onClick={choose} aria-label={`${label}: ${say("choosing")}`}>
          {say("choosing")}
        </Button>
        {file && (
          <>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {file.place}
            </Text>
            <Button variant="subtle" size="compact-sm" onClick={() => onChange(null)}>
              {say("drop", { name: file.name })}
            </Button>
          </>
        )}
      </Group>
      {error && <Problem error={error} />}
    </>
  );
}
