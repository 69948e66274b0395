package io.cancernet.local.command;

import java.util.Map;

/** The table of the chosen columns of runs. */
final class RunTable {

    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("runId", "run"),
            Map.entry("epochsTotal", "epochs"),
            Map.entry("epochsFinished", "done"),
            Map.entry("codeVersion", "code"),
            Map.entry("testRocAuc", "test ROC-AUC"),
            Map.entry("createdAt", "created"),
            Map.entry("startedAt", "started"),
            Map.entry("finishedAt", "finished"));

    private static final String PROPERTIES =
            " runId state stage dataset leaky recipe seed priority epochsTotal epochsFinished codeVersion"
                    + " model error tags note createdAt startedAt finishedAt ";

    private RunTable() {}

    /** @param columns names with commas between them; what is no property of runs is a metric */
    static Results of(String columns) {
        Results table = new Results();
        for (String each : columns.split(",", -1)) {
            String name = each.strip();
            String heading = HEADINGS.getOrDefault(name, name);
            if (name.equals("testRocAuc")) {
                table.metric(heading, "/testRocAuc");
            } else if (name.equals("model")) {
                table.text(heading, "/model/version");
            } else if (name.equals("error")) {
                table.text(heading, "/error/detail");
            } else if (PROPERTIES.contains(" " + name + " ")) {
                table.text(heading, "/" + name);
            } else {
                table.metric(heading, "/metrics/" + name);
            }
        }
        return table;
    }
}
