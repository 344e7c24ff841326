import axe from "axe-core";

/** Judges the screen with axe and writes what it finds into the page, for a headless browser to read. */
export async function judge() {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const found = violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    nodes: nodes.map(({ html, failureSummary }) => ({ html: html.slice(0, 200), failureSummary })),
  }));
  const report = document.createElement("script");
  report.type = "application/json";
  report.id = "axe";
  report.textContent = JSON.stringify(found);
  document.body.append(report);
}
